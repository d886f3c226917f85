package dev.postmeridian.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postmeridian.change.HybridClock;
import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.ModelTier;
import dev.postmeridian.region.Region;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.region.Role;
import dev.postmeridian.replication.Extent;
import dev.postmeridian.replication.FeedContent;
import dev.postmeridian.replication.FeedCursor;
import dev.postmeridian.replication.FeedItem;
import dev.postmeridian.replication.FeedLimits;
import dev.postmeridian.replication.FeedOrigin;
import dev.postmeridian.replication.FeedSource;
import dev.postmeridian.replication.LogPosition;
import dev.postmeridian.replication.RangeDigest;
import dev.postmeridian.replication.RecordKey;
import dev.postmeridian.replication.Sealer;
import dev.postmeridian.replication.StampRange;
import dev.postmeridian.residency.Form;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.residency.UnlistedCountries;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every transport of feeds has to do: carry all of a log in memory, to whom it may go. */
public abstract class FeedTransportContract {
  protected static final RegionName HERE = new RegionName("eu-west-1");
  protected static final RegionName PEER = new RegionName("eu-central-1");
  private static final Country DE = new Country("DE");
  private static final Country FR = new Country("FR");
  protected static final Residency LAW =
      new Residency(List.of(region(HERE, DE, FR), region(PEER, DE)), UnlistedCountries.REFUSE);
  private final HybridClock clock = new HybridClock(InstantSource.system(), HERE, 1);
  private final LogInMemory log = new LogInMemory();
  protected final FeedEndpoint endpoint =
      new FeedEndpoint(
          new FeedOrigin(HERE, LAW, log, Sealer.NONE, FeedLimits.DEFAULT, InstantSource.system()));

  /** The peer's way to the endpoint, which stands for {@link #HERE}. */
  protected abstract FeedTransport transport();

  private static Region region(RegionName name, Country... countries) {
    return new Region(name, Role.PRIMARY, 100, ModelTier.GDPR_COMPLIANT, Set.of(countries));
  }

  private FeedItem.Clear write(Country country, int bytes) {
    byte[] raw = new byte[bytes];
    var item =
        new FeedItem.Clear(
            new RecordKey(clock.next(), MessageId.of(MessageId.digest(raw))),
            country,
            ReplicationClass.NORMAL,
            1,
            "{\"accepted\": {\"subject\": \"Größe\"}}",
            false,
            Optional.of(new FeedContent("Received: from a", raw)));
    log.add(item);
    return item;
  }

  private FeedSource feed() {
    return new RemoteFeed(HERE, transport());
  }

  private static FeedSource.Pull from(Optional<FeedCursor> cursor, Duration patience) {
    return new FeedSource.Pull(
        HERE, ReplicationClass.NORMAL, cursor, cursor, Optional.empty(), 0, patience);
  }

  @Test
  void changesAndContentArriveAsTheyAre() {
    FeedItem.Clear sent = write(DE, 3_000_000);
    write(FR, 10);
    var batch = (FeedSource.Batch) feed().pull(from(Optional.empty(), Duration.ZERO));
    assertThat(batch.items()).hasSize(1);
    var came = (FeedItem.Clear) batch.items().getFirst();
    assertThat(came).usingRecursiveComparison().ignoringFields("content").isEqualTo(sent);
    assertThat(new String(came.content().orElseThrow().raw(), StandardCharsets.US_ASCII))
        .hasSize(3_000_000);
    assertThat(came.content().orElseThrow().trace()).isEqualTo("Received: from a");
    assertThat(batch.next().position()).isEqualTo(new LogPosition(2, 2));
  }

  @Test
  void aCursorOfAnotherLogIsToldSo() {
    write(DE, 10);
    var other = Optional.of(new FeedCursor("another", LogPosition.START));
    assertThat(feed().pull(from(other, Duration.ZERO))).isInstanceOf(FeedSource.Reset.class);
  }

  @Test
  void namesDigestsAndRecordsAreAskedFor() {
    FeedItem.Clear german = write(DE, 10);
    write(FR, 10);
    var all = new StampRange(0, 1L << 48);
    var both = new Extent(HERE, Form.CLEAR, List.of(DE, FR));
    assertThat(feed().keys(all, both, 10)).containsExactly(german.key());
    assertThat(feed().digests(List.of(all), both))
        .containsExactly(RangeDigest.of(List.of(german.key())));
    var fetched = feed().fetch(List.of(german.key()));
    assertThat(fetched.handled()).isEqualTo(1);
    assertThat(fetched.items()).hasSize(1);
  }

  @Test
  void keysOfMessageIdsGoToLawfulRegionsAlone() {
    assertThat(feed().idKeys(List.of(DE, FR), true)).containsOnlyKeys(DE);
  }

  @Test
  void whoCannotBeReachedIsToldApart() {
    var nobody = new RemoteFeed(new RegionName("ap-southeast-1"), transport());
    assertThatThrownBy(() -> nobody.idKeys(List.of(DE), false))
        .isInstanceOf(RuntimeException.class);
  }
}

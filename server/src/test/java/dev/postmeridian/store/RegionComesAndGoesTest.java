package dev.postmeridian.store;

import static dev.postmeridian.store.FeedRegion.CENTRAL;
import static dev.postmeridian.store.FeedRegion.NORTH;
import static dev.postmeridian.store.FeedRegion.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.feed.FeedPace;
import dev.postmeridian.feed.LoopbackWire;
import dev.postmeridian.feed.PeerLags;
import dev.postmeridian.feed.Replication;
import dev.postmeridian.handover.Handover;
import dev.postmeridian.handover.HandoverEndpoint;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.Region;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.FeedListener;
import dev.postmeridian.residency.Jurisdiction;
import dev.postmeridian.residency.Mailboxes;
import dev.postmeridian.residency.OutageMode;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.residency.ResidencyRules;
import dev.postmeridian.residency.ResidencyRules.SealedCopies;
import dev.postmeridian.residency.UnlistedCountries;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A region joins a deployment, and leaves it again, while mail comes in at every region. */
class RegionComesAndGoesTest {
  private static final FeedPace QUICK =
      new FeedPace(
          Duration.ofMillis(300),
          Duration.ofSeconds(2),
          Duration.ofMillis(50),
          Duration.ofMillis(50),
          Duration.ofMillis(200),
          Duration.ofMillis(500),
          Duration.ofSeconds(5));
  private static final FeedPace COMPARING_ONCE_A_DAY =
      new FeedPace(
          QUICK.patience(),
          QUICK.lease(),
          QUICK.beat(),
          QUICK.afterFailure(),
          QUICK.retry(),
          Duration.ofDays(1),
          QUICK.moved());
  private static final Country DE = new Country("DE");
  private static final Residency TWO =
      law(FeedRegion.region(WEST, "DE"), FeedRegion.region(CENTRAL, "DE"));
  private static final Residency THREE = FeedRegion.ALL_HAVE_GERMANY;
  private static final Residency LEAVING =
      law(
          FeedRegion.region(WEST, "DE"),
          FeedRegion.region(CENTRAL, "DE"),
          FeedRegion.region(NORTH));
  private static final String COUNT = "SELECT count(*) FROM postmeridian.message";

  private final LoopbackWire wire = new LoopbackWire();
  private final Map<RegionName, DatabaseAddress> databases = new HashMap<>();
  private final Map<RegionName, Open> open = new ConcurrentHashMap<>();
  private final Set<MessageId> accepted = ConcurrentHashMap.newKeySet();
  private volatile boolean senders = true;
  private long sent;

  private record Open(
      FeedRegion region, Residency law, Replication pulling, HandoverEndpoint endpoint) {
    void close() {
      pulling.close();
      region.stop();
    }
  }

  private static Residency law(Region... regions) {
    return new Residency(List.of(regions), UnlistedCountries.REFUSE);
  }

  @AfterEach
  void close() {
    senders = false;
    open.values().forEach(Open::close);
  }

  /** A region's node starts with a file; its database stays. */
  private FeedRegion start(RegionName name, Residency law) {
    return start(name, law, QUICK);
  }

  private FeedRegion start(RegionName name, Residency law, FeedPace pace) {
    Open before = open.remove(name);
    if (before != null) {
      before.close();
    }
    var address = databases.computeIfAbsent(name, _ -> TestRegion.freshDatabase());
    var region = new FeedRegion(name, law, wire, address);
    var pulling =
        new Replication(
                name,
                name + "-" + databases.size() + "-" + law.hashCode(),
                law,
                region.inbox(),
                region.store().feeds(),
                wire.from(name),
                Set::of,
                pace,
                FeedListener.NONE)
            .start();
    var endpoint =
        new HandoverEndpoint(
            new Jurisdiction(name, law), region::receiver, region.store().handoverInbox());
    open.put(name, new Open(region, law, pulling, endpoint));
    return region;
  }

  /** What senders do: what got no 250 is theirs still. */
  private void send() {
    Deque<RegionName> turns = new ArrayDeque<>(List.of(WEST, CENTRAL, NORTH));
    while (senders) {
      RegionName next = turns.removeFirst();
      turns.addLast(next);
      Open there = open.get(next);
      if (there != null && there.law().lawfulRegions(DE).contains(next)) {
        try {
          accepted.add(there.region().accept("Subject: " + sent++ + "\r\n\r\nhello"));
        } catch (RuntimeException _) {
          sent++; // it stops, or has stopped
        }
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static String count(FeedRegion region) throws SQLException {
    return region.ask(COUNT);
  }

  private static void converge(FeedRegion some, FeedRegion other) {
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(() -> assertThat(other.digest()).isEqualTo(some.digest()));
  }

  @Test
  void nothingIsLostAndNothingStaysBehind() throws Exception {
    start(WEST, TWO);
    start(CENTRAL, TWO);
    Thread sender = Thread.ofVirtual().start(this::send);
    await().atMost(Duration.ofSeconds(20)).until(() -> accepted.size() > 40);

    start(NORTH, THREE);
    start(WEST, THREE);
    FeedRegion central = start(CENTRAL, THREE);
    int before = accepted.size();
    FeedRegion north = open.get(NORTH).region();
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(() -> assertThat(Long.parseLong(count(north))).isGreaterThan(before));
    await().atMost(Duration.ofSeconds(20)).until(() -> accepted.size() > before + 60);
    assertThat(central.ask(COUNT + " WHERE fields->'accepted'->>'region' = 'eu-north-1'"))
        .isNotEqualTo("0");

    start(WEST, LEAVING);
    start(CENTRAL, LEAVING);
    FeedRegion leaving = start(NORTH, LEAVING);
    Handover handover = handover(leaving);
    handover.start("ada");
    await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> handover.state().orElseThrow().progress().done());
    assertThat(count(leaving)).isEqualTo("0");
    handover.close();
    open.remove(NORTH).close();
    FeedRegion lastWest = start(WEST, TWO);
    FeedRegion lastCentral = start(CENTRAL, TWO);
    await().atMost(Duration.ofSeconds(20)).until(() -> accepted.size() > before + 100);
    senders = false;
    sender.join();

    converge(lastWest, lastCentral);
    for (MessageId id : accepted) {
      assertThat(lastWest.state(id)).isEqualTo("accepted");
    }
    assertThat(lastWest.quarantined()).isEqualTo("null");
    var lags = new PeerLags(WEST, TWO, lastWest.store().feeds().lags(), Duration.ofMinutes(1));
    assertThat(lags.peers()).containsExactly(CENTRAL);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() ->
            lags.get().stream()
                .flatMap(lag -> lag.classes().stream())
                .allMatch(c -> c.records() == 0));
  }

  @Test
  void whatAPeerSharesNewlyIsReadFromTheBeginning() throws Exception {
    var french = new Country("FR");
    FeedRegion west = start(WEST, sharing(Set.of(), Set.of(DE)));
    west.accept("Subject: german\r\n\r\nhello");
    west.accept("FR", "Subject: french\r\n\r\nhello");
    west.accept("IT", "Subject: italian\r\n\r\nhello");
    west.accept("PL", "Subject: polish\r\n\r\nhello");
    FeedRegion central = start(CENTRAL, sharing(Set.of(), Set.of(DE)), COMPARING_ONCE_A_DAY);
    has(central, "1 1");

    Residency more = sharing(Set.of(french), Set.of(DE, new Country("PL")));
    start(WEST, more);
    has(start(CENTRAL, more, COMPARING_ONCE_A_DAY), "2 2");
  }

  private static void has(FeedRegion region, String clearAndSealed) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(
                    region.ask(
                        "SELECT (SELECT count(*) FROM postmeridian.content WHERE raw IS NOT NULL) || ' ' ||"
                            + " (SELECT count(*) FROM postmeridian.sealed_copy)"))
                .isEqualTo(clearAndSealed));
  }

  /** The west lists three countries; the centre lists Italy and more, and holds some sealed. */
  private static Residency sharing(Set<Country> clear, Set<Country> sealed) {
    var holders = new HashMap<Country, Set<RegionName>>();
    sealed.forEach(country -> holders.put(country, Set.of(CENTRAL)));
    String[] listed =
        Stream.concat(Stream.of("IT"), clear.stream().map(Country::code)).toArray(String[]::new);
    return new Residency(
        List.of(
            FeedRegion.region(WEST, "DE", "FR", "PL", "IT"), FeedRegion.region(CENTRAL, listed)),
        new ResidencyRules(
            UnlistedCountries.REFUSE,
            Map.of(),
            List.of(),
            new SealedCopies(holders, Map.of(), Set.of()),
            Map.of(),
            OutageMode.HOLD),
        InstantSource.system());
  }

  private Handover handover(FeedRegion region) {
    return new Handover(
        new Jurisdiction(NORTH, LEAVING),
        new Mailboxes(Map.of(), Map.of()),
        region.store().handover(),
        region.store().handoverJournal(),
        this::ask,
        region.store().handoverInbox(),
        () -> {});
  }

  private byte[] ask(RegionName peer, byte[] question) throws IOException {
    var answer = new ByteArrayOutputStream();
    open.get(peer).endpoint().answer(NORTH, new ByteArrayInputStream(question), answer);
    return answer.toByteArray();
  }
}

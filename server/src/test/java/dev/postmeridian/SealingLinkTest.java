package dev.postmeridian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.link.Link;
import dev.postmeridian.link.LinkServer;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.ModelTier;
import dev.postmeridian.region.Region;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.region.Role;
import dev.postmeridian.residency.Jurisdiction;
import dev.postmeridian.residency.Mailboxes;
import dev.postmeridian.residency.OutageMode;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.residency.ResidencyRules;
import dev.postmeridian.residency.UnlistedCountries;
import dev.postmeridian.sealing.ClearCopies;
import dev.postmeridian.sealing.KeyPair;
import dev.postmeridian.sealing.Opener;
import dev.postmeridian.sealing.Restoration;
import dev.postmeridian.sealing.SealLabel;
import dev.postmeridian.sealing.SealedCopy;
import dev.postmeridian.sealing.SealedMailbox;
import dev.postmeridian.sealing.Sealer;
import dev.postmeridian.sealing.SealingEndpoint;
import dev.postmeridian.sealing.SealingPeer;
import dev.postmeridian.sealing.SealingRounds;
import dev.postmeridian.store.SealingStore;
import dev.postmeridian.store.TestRegion;
import dev.postmeridian.tls.DevelopmentAuthority;
import dev.postmeridian.tls.MutualTls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Questions about sealed copies over a real link: mutual TLS, the peer known by its certificate.
 */
class SealingLinkTest {
  private static final RegionName EU = new RegionName("eu-west-1");
  private static final RegionName US = new RegionName("us-east-1");
  private static final Country DE = new Country("DE");
  private static final Residency LAW =
      new Residency(
          List.of(region(EU, "DE"), region(US, "US")),
          new ResidencyRules(
              UnlistedCountries.REFUSE,
              Map.of(),
              List.of(),
              new ResidencyRules.SealedCopies(Map.of(), Map.of(EU, Set.of(US)), Set.of()),
              Map.of(),
              OutageMode.SEAL),
          InstantSource.system());

  @TempDir Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();
  private TestRegion holder;
  private SealingPeer asker;

  @BeforeEach
  void connect() {
    holder = closing(TestRegion.open());
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var server =
        closing(
            new LinkServer(
                    loopback, tls(US), Set.of(EU, US), SealingLink.services(endpoint(holder)))
                .start());
    var at = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    var link = closing(new Link(Map.of(US, List.of(at)), tls(EU)));
    asker = new SealingPeer(LAW, new SealingLink(link));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable part : open.reversed()) {
      part.close();
    }
  }

  @Test
  void aPeersKeyIsLearntOverTheLink() {
    var own = closing(TestRegion.open());
    SealingStore store = own.store().sealing();
    closing(
        new SealingRounds(
            List.of(US),
            asker,
            store.peerKeys(),
            store.waitingMail(),
            new SealingRounds.Pace(Duration.ofMillis(50), Duration.ofMillis(50))));
    await().atMost(Duration.ofSeconds(10)).until(() -> store.peerKeys().of(US).isPresent());
    assertThat(store.peerKeys().of(US).orElseThrow().key().id())
        .isEqualTo(holder.store().sealing().regionKeys().current().key().id());
  }

  @Test
  void copiesOfManyMegabytesComeOverTheLinkOrSayWhichKeyTheyNeed() {
    KeyPair lost = KeyPair.make();
    var sealer = new Sealer(_ -> Optional.of(lost.publicKey()));
    for (int i = 0; i < 9; i++) {
      byte[] id = new byte[16];
      id[0] = (byte) i;
      var label = new SealLabel(SealLabel.Kind.RECORD, EU, EU, DE, MessageId.of(id), "stamp");
      byte[] sealed = sealer.seal(label, new byte[1 << 20]).orElseThrow();
      holder.store().sealing().copies().keep(List.of(SealedCopy.parse(sealed)));
    }
    var own = closing(TestRegion.open());
    var restoration =
        closing(
            new Restoration(
                Set.of(US),
                asker,
                new Opener(EU, own.store().sealing().regionKeys()::pair),
                own.store().sealing().restoration(),
                ClearCopies.NONE));
    restoration.start("ada");
    await().atMost(Duration.ofSeconds(10)).until(() -> !restoration.state().running());
    assertThat(restoration.state().obstacle().orElse("")).contains(lost.id().hex());
  }

  private static Region region(RegionName name, String country) {
    return new Region(
        name, Role.PRIMARY, 600, ModelTier.LATENCY_OPTIMIZED, Set.of(new Country(country)));
  }

  private MutualTls tls(RegionName region) {
    return new DevelopmentAuthority(folder).certify(region.value(), folder.resolve(region.value()));
  }

  private static SealingEndpoint endpoint(TestRegion region) {
    SealingStore store = region.store().sealing();
    var mailbox =
        new SealedMailbox(
            new Opener(US, store.regionKeys()::pair),
            new Mailboxes(Map.of(), Map.of()),
            new Jurisdiction(US, LAW),
            (_, _, _, _) -> List.of());
    return new SealingEndpoint(LAW, store.regionKeys(), mailbox, store.copies());
  }

  private <T extends AutoCloseable> T closing(T part) {
    open.add(part);
    return part;
  }
}

package dev.postmeridian.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.FeedSource.IdKey;
import dev.postmeridian.sealing.CopyPlace;
import dev.postmeridian.sealing.HeldKey;
import dev.postmeridian.sealing.KeyId;
import dev.postmeridian.sealing.KeyPair;
import dev.postmeridian.sealing.MadeKey;
import dev.postmeridian.sealing.PeerKeys;
import dev.postmeridian.sealing.RegionKeys;
import dev.postmeridian.sealing.RegionKeys.CurrentKey;
import dev.postmeridian.sealing.SealLabel;
import dev.postmeridian.sealing.SealLabel.Kind;
import dev.postmeridian.sealing.SealedCopies;
import dev.postmeridian.sealing.SealedCopies.Tombstone;
import dev.postmeridian.sealing.SealedCopy;
import dev.postmeridian.sealing.Sealer;
import dev.postmeridian.sealing.WaitingMail;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the region's database keeps of keys and of what is sealed. */
class SealingStoreTest {
  private static final RegionName EU = new RegionName("eu-west-1");
  private static final RegionName AP = new RegionName("ap-southeast-1");
  private static final Country DE = new Country("DE");
  @RegisterExtension static final TestRegion REGION = TestRegion.open();
  private final SealingStore store = REGION.store().sealing();
  private final RegionKeys keys = new PostgresRegionKeys(REGION.store().workers());
  private final SealedCopies copies = store.copies();
  private final WaitingMail waiting = store.waitingMail();
  private final KeyPair pair = KeyPair.make();
  private final Sealer sealer = new Sealer(_ -> Optional.of(pair.publicKey()));

  @BeforeEach
  void forget() throws SQLException {
    try (Connection c = REGION.superuser();
        var sql = c.createStatement()) {
      sql.execute(
          "TRUNCATE postmeridian.sealing_key, postmeridian.peer_key, postmeridian.sealed_copy, postmeridian.sealed_tombstone,"
              + " postmeridian.sealed_mail");
    }
  }

  @Test
  void theFirstKeyIsMadeOnceHoweverManyAsk() {
    KeyId first = keys.current().key().id();
    assertThat(new PostgresRegionKeys(REGION.store().workers()).current().key().id())
        .isEqualTo(first);
    assertThat(keys.list()).extracting(HeldKey::id).containsExactly(first);
    assertThat(keys.current().escrowed()).isFalse();
    assertThat(keys.pair(first).orElseThrow().publicKey().id()).isEqualTo(first);
  }

  @Test
  void aNewKeyTakesOverOnceItIsEscrowedAndTheOldOneStays() throws Exception {
    KeyId old = keys.current().key().id();
    keys.escrowed("ada", List.of(old));
    KeyId next = keys.rotate("ada");
    assertThat(keys.current().key().id()).isEqualTo(old);
    assertThat(keys.current().escrowed()).isTrue();
    keys.escrowed("ada", List.of(next));
    assertThat(keys.current().key().id()).isEqualTo(next);
    assertThat(keys.pair(old)).isPresent();
    assertThat(keys.list()).extracting(HeldKey::id).containsExactly(next, old);
    assertThat(audited())
        .containsExactly("keys.made", "keys.escrowed", "keys.made", "keys.escrowed");
  }

  @Test
  void whereNoneIsEscrowedANewKeyTakesOverAtOnce() {
    keys.current();
    assertThat(keys.rotate("ada")).isEqualTo(keys.current().key().id());
  }

  @Test
  void anImportedKeyIsSealedToAgainUntilTheFreshOneIsEscrowed() {
    KeyId fresh = keys.current().key().id();
    var safe = new MadeKey(pair, Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(keys.take("ada", List.of(safe))).isEqualTo(1);
    assertThat(keys.take("ada", List.of(safe))).isZero();
    assertThat(keys.current().key().id()).isEqualTo(pair.id());
    assertThat(keys.current().escrowed()).isTrue();
    keys.escrowed("ada", List.of(fresh));
    assertThat(keys.current().key().id()).isEqualTo(fresh);
  }

  @Test
  void aPeersKeyIsKnownWhileThePeerIsDown() {
    PeerKeys peers = store.peerKeys();
    assertThat(peers.of(AP)).isEmpty();
    peers.remember(AP, new CurrentKey(pair.publicKey(), false));
    peers.remember(AP, new CurrentKey(pair.publicKey(), true));
    CurrentKey told = new PostgresPeerKeys(REGION.store().workers()).of(AP).orElseThrow();
    assertThat(told.key().id()).isEqualTo(pair.id());
    assertThat(told.escrowed()).isTrue();
  }

  @Test
  void copiesAreKeptOnceAndListedForTheirRegionAlone() {
    var some = List.of(copy(EU, 1, "a"), copy(EU, 1, "b"), copy(EU, 2, "a"), copy(AP, 3, "a"));
    assertThat(copies.keep(some)).isEqualTo(4);
    assertThat(copies.keep(some)).isZero();
    assertThat(places(copies.page(EU, Optional.empty(), 1 << 20)))
        .containsExactly(id(1) + "/eu-west-1/a", id(1) + "/eu-west-1/b", id(2) + "/eu-west-1/a");
    assertThat(copies.holdings())
        .extracting(h -> h.recipient() + " " + h.copies())
        .containsExactly("ap-southeast-1 1", "eu-west-1 3");
  }

  @Test
  void aListingGoesOnWhereItEnded() {
    for (int i = 0; i < 30; i++) {
      copies.keep(List.of(copy(EU, i, "a"), copy(EU, i, "b")));
    }
    var seen = new ArrayList<String>();
    Optional<CopyPlace> after = Optional.empty();
    List<SealedCopy> page = copies.page(EU, after, 1000);
    while (!page.isEmpty()) {
      assertThat(page.size()).isBetween(1, 5);
      seen.addAll(places(page));
      after = Optional.of(CopyPlace.parse(seen.getLast()));
      page = copies.page(EU, after, 1000);
    }
    assertThat(seen).hasSize(60).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void anErasureDeletesTheCopiesAndKeepsLateOnesOut() {
    copies.keep(List.of(copy(EU, 1, "a"), copy(EU, 2, "a")));
    var erased = new Tombstone(id(1), REGION.clock().next(), DE);
    copies.bury(List.of(erased));
    assertThat(copies.keep(List.of(copy(EU, 1, "a"), copy(EU, 1, "d")))).isZero();
    assertThat(places(copies.page(EU, Optional.empty(), 1 << 20)))
        .containsExactly(id(2) + "/eu-west-1/a");
    copies.bury(List.of(erased));
    assertThat(copies.tombstones(Set.of(DE), Optional.empty(), 10)).containsExactly(erased);
    assertThat(copies.tombstones(Set.of(DE), Optional.of(id(1)), 10)).isEmpty();
    assertThat(copies.tombstones(Set.of(new Country("JP")), Optional.empty(), 10)).isEmpty();
  }

  @Test
  void waitingMailIsLeasedInOrderAndForgottenOnceDelivered() {
    waiting.store(List.of(mail(1), mail(2)));
    waiting.store(List.of(mail(3)));
    assertThat(waiting.waiting()).isEqualTo(Map.of(EU, 3L));
    var first = waiting.lease(EU, 1, Duration.ofMinutes(1));
    assertThat(first).hasSize(1);
    var rest = waiting.lease(EU, 1 << 20, Duration.ofMinutes(1));
    assertThat(rest).hasSize(2);
    assertThat(waiting.lease(EU, 1 << 20, Duration.ofMinutes(1))).isEmpty();
    assertThat(waiting.lease(AP, 1 << 20, Duration.ofMinutes(1))).isEmpty();
    waiting.delivered(rest.stream().map(WaitingMail.Waiting::id).toList());
    assertThat(waiting.waiting()).isEqualTo(Map.of(EU, 1L));
  }

  @Test
  void aLeaseThatIsOverFreesTheMail() {
    waiting.store(List.of(mail(1)));
    assertThat(waiting.lease(EU, 1, Duration.ZERO)).hasSize(1);
    assertThat(waiting.lease(EU, 1, Duration.ZERO)).hasSize(1);
  }

  @Test
  void theKeysOfMessageIdsComeBackWhereTheyAreTheOlder() {
    Map<Country, IdKey> all = store.idKeys().all();
    assertThat(all).containsOnlyKeys(DE, new Country("FR"));
    byte[] own = all.get(DE).key();
    assertThat(own).isEqualTo(REGION.store().messageIdKeys().keyFor(DE));
    var young = new IdKey(new byte[32], Instant.now().plusSeconds(60));
    store.idKeys().take(Map.of(DE, young));
    assertThat(REGION.store().messageIdKeys().keyFor(DE)).isEqualTo(own);
    var old = new IdKey(new byte[32], Instant.parse("2026-01-01T00:00:00Z"));
    store.idKeys().take(Map.of(DE, old));
    assertThat(REGION.store().messageIdKeys().keyFor(DE)).isEqualTo(new byte[32]);
  }

  private SealedCopy copy(RegionName recipient, int message, String stamp) {
    return sealed(new SealLabel(Kind.RECORD, EU, recipient, DE, id(message), stamp));
  }

  private SealedCopy mail(int number) {
    return sealed(new SealLabel(Kind.MAIL, AP, EU, DE, id(number), ""));
  }

  private SealedCopy sealed(SealLabel label) {
    byte[] clear = "content".getBytes(StandardCharsets.UTF_8);
    return SealedCopy.parse(sealer.seal(label, clear).orElseThrow());
  }

  private static MessageId id(int message) {
    byte[] bytes = new byte[16];
    bytes[15] = (byte) message;
    return MessageId.of(bytes);
  }

  private static List<String> places(List<SealedCopy> page) {
    return page.stream().map(SealedCopy::place).map(CopyPlace::toString).toList();
  }

  private static List<String> audited() throws SQLException {
    var actions = new ArrayList<String>();
    try (Connection c = REGION.superuser();
        var sql = c.createStatement();
        var row =
            sql.executeQuery(
                "SELECT action FROM postmeridian.audit_event WHERE action LIKE 'keys.%' ORDER BY id")) {
      while (row.next()) {
        actions.add(row.getString(1));
      }
    }
    return actions;
  }
}

package dev.postmeridian.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.FeedSource.IdKey;
import dev.postmeridian.sealing.Opening.Opened;
import dev.postmeridian.sealing.Opening.Reason;
import dev.postmeridian.sealing.Opening.Refused;
import dev.postmeridian.sealing.SealLabel.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sealed copies open to whom they are for, as what they are, or not at all. */
class SealedCopyTest {
  private static final RegionName EU = new RegionName("eu-west-1");
  private static final RegionName US = new RegionName("us-east-1");
  private static final byte[] MAIL =
      "Subject: Canary\r\n\r\nSing for nobody else.\r\n".getBytes(StandardCharsets.UTF_8);
  private final Random random = new Random(20261123);
  private final Map<KeyId, KeyPair> keys = new HashMap<>();
  private KeyPair pair = make();
  private final Sealer sealer = new Sealer(_ -> Optional.of(pair.publicKey()));
  private final Opener opener = new Opener(EU, id -> Optional.ofNullable(keys.get(id)));

  @Test
  void whatWasSealedOpensBitForBitWithItsLabel() {
    for (int size : new int[] {0, 1, 4096, 16_383, 16_384, 16_385, 1_000_000}) {
      byte[] clear = new byte[size];
      random.nextBytes(clear);
      var label = label(1);
      byte[] sealed = sealer.seal(label, clear).orElseThrow();
      assertThat(opened(sealed).label()).isEqualTo(label);
      assertThat(opened(sealed).clear()).as(size + " bytes").isEqualTo(clear);
      assertThat(SealedCopy.parse(sealed).label()).isEqualTo(label);
      assertThat(sealed.length).isLessThan(size + size / 1000 + 300);
    }
  }

  @Test
  void nothingOfTheMailCanBeRead() {
    byte[] sealed = sealer.seal(label(1), MAIL).orElseThrow();
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("Canary", "Sing");
  }

  @Test
  void anotherRegionCannotOpenIt() {
    byte[] sealed = sealer.seal(label(1), MAIL).orElseThrow();
    var other = KeyPair.make();
    assertThat(refused(new Opener(US, _ -> Optional.of(other)), sealed))
        .isEqualTo(Reason.OTHER_REGION);
    assertThat(refused(new Opener(EU, _ -> Optional.empty()), sealed))
        .isEqualTo(Reason.KEY_MISSING);
    assertThat(refused(new Opener(EU, _ -> Optional.of(other)), sealed)).isEqualTo(Reason.DAMAGED);
  }

  @Test
  void everyChangedByteIsNoticed() {
    byte[] sealed = sealer.seal(label(1), MAIL).orElseThrow();
    for (int at = 0; at < sealed.length; at++) {
      byte[] changed = sealed.clone();
      changed[at] ^= 1;
      assertThat(opener.open(changed)).as("byte " + at).isInstanceOf(Refused.class);
    }
    for (int length = 0; length < sealed.length; length++) {
      assertThat(opener.open(Arrays.copyOf(sealed, length)))
          .as(length + " bytes of it")
          .isInstanceOf(Refused.class);
    }
    assertThat(opener.open(Arrays.copyOf(sealed, sealed.length + 1))).isInstanceOf(Refused.class);
  }

  @Test
  void aCopyCannotBeReplayedAsAnother() {
    byte[] one = sealer.seal(label(1), MAIL).orElseThrow();
    SealedCopy first = SealedCopy.parse(one);
    SealedCopy second = SealedCopy.parse(sealer.seal(label(2), MAIL).orElseThrow());
    assertThat(second.wrapped()).as("both are of one batch").isEqualTo(first.wrapped());
    byte[] head = Arrays.copyOf(second.bytes(), second.ciphertextAt());
    byte[] replayed = Arrays.copyOf(head, head.length + one.length - first.ciphertextAt());
    System.arraycopy(
        one, first.ciphertextAt(), replayed, head.length, one.length - first.ciphertextAt());
    assertThat(refused(opener, replayed)).isEqualTo(Reason.DAMAGED);
  }

  @Test
  void aWrappingForOneRegionIsNoneForAnother() {
    byte[] sealed = sealer.seal(label(1), MAIL).orElseThrow();
    byte[] wrapped = SealedCopy.parse(sealed).wrapped();
    assertThat(DataKey.unwrap(EU, pair, wrapped)).isPresent();
    assertThat(DataKey.unwrap(US, pair, wrapped)).isEmpty();
  }

  @Test
  void oldCopiesOpenAfterRotationAndNewOnesAreSealedToTheNewKey() {
    byte[] before = sealer.seal(label(1), MAIL).orElseThrow();
    KeyPair old = pair;
    pair = make();
    byte[] after = sealer.seal(label(2), MAIL).orElseThrow();
    assertThat(SealedCopy.parse(before).key()).isEqualTo(old.id());
    assertThat(SealedCopy.parse(after).key()).isEqualTo(pair.id());
    assertThat(opened(before).clear()).isEqualTo(MAIL);
    assertThat(opened(after).clear()).isEqualTo(MAIL);
    keys.remove(old.id());
    assertThat(refused(new Opener(EU, id -> Optional.ofNullable(keys.get(id))), before))
        .isEqualTo(Reason.KEY_MISSING);
  }

  @Test
  void aDataKeyIsNotUsedForEver() {
    byte[] first = SealedCopy.parse(sealer.seal(label(1), MAIL).orElseThrow()).wrapped();
    for (int i = 0; i < 1000; i++) {
      sealer.seal(label(i), MAIL);
    }
    byte[] later = SealedCopy.parse(sealer.seal(label(1), MAIL).orElseThrow()).wrapped();
    assertThat(later).isNotEqualTo(first);
  }

  @Test
  void nothingIsSealedToAKeyThatIsNotKnown() {
    assertThat(new Sealer(_ -> Optional.empty()).seal(label(1), MAIL)).isEmpty();
  }

  @Test
  void anEscrowOpensWithItsOwnWrappingAndRegionAlone() {
    var at = java.time.Instant.ofEpochMilli(1_700_000_000_000L);
    var secret = new byte[] {1, 2, 3};
    var escrow =
        new Escrow(
            java.util.List.of(new MadeKey(pair, at)),
            Map.of(new Country("DE"), new IdKey(secret, at)));
    byte[] wrapping = new byte[32];
    byte[] encrypted = escrow.encrypt(EU, wrapping);
    Escrow back = Escrow.decrypt(EU, wrapping, encrypted).orElseThrow();
    assertThat(back.keys().getFirst().pair().secret()).isEqualTo(pair.secret());
    assertThat(back.keys().getFirst().madeAt()).isEqualTo(at);
    assertThat(back.idKeys().get(new Country("DE")).key()).isEqualTo(secret);
    assertThat(Escrow.decrypt(US, wrapping, encrypted)).isEmpty();
    byte[] other = wrapping.clone();
    other[31] = 1;
    assertThat(Escrow.decrypt(EU, other, encrypted)).isEmpty();
    assertThatThrownBy(() -> escrow.encrypt(EU, new byte[16]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private KeyPair make() {
    var made = KeyPair.make();
    keys.put(made.id(), made);
    return made;
  }

  private SealLabel label(int message) {
    byte[] id = new byte[16];
    id[15] = (byte) message;
    id[14] = (byte) (message >> 8);
    return new SealLabel(
        Kind.RECORD, EU, EU, new Country("DE"), MessageId.of(id), "0198-stamp-" + message);
  }

  private Opened opened(byte[] sealed) {
    return (Opened) opener.open(sealed);
  }

  private static Reason refused(Opener by, byte[] sealed) {
    return ((Refused) by.open(sealed)).reason();
  }
}

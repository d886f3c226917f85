package dev.postmeridian.sealing;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HpkePublicKey;
import com.google.crypto.tink.hybrid.HybridConfig2026;
import com.google.crypto.tink.util.Bytes;
import java.security.GeneralSecurityException;

/**
 * The half of a region's sealing key that everybody may know: what is sealed to it, only that
 * region opens. HPKE (RFC 9180) with X25519, HKDF-SHA-256 and AES-256-GCM.
 */
public final class PublicKey {
  private static final int BYTES = 32;
  private final HpkePublicKey key;
  private final KeyId id;

  /**
   * @param raw an X25519 public key
   * @throws IllegalArgumentException if it is none
   */
  @AccessesPartialKey
  public PublicKey(byte[] raw) {
    if (raw.length != BYTES) {
      throw new IllegalArgumentException("a public sealing key has 32 bytes, not " + raw.length);
    }
    try {
      key = HpkePublicKey.create(parameters(), Bytes.copyFrom(raw), null);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the bytes are no public sealing key", e);
    }
    id = KeyId.of(raw);
  }

  public KeyId id() {
    return id;
  }

  /** The key's 32 bytes. */
  @AccessesPartialKey
  public byte[] bytes() {
    return key.getPublicKeyBytes().toByteArray();
  }

  HpkePublicKey key() {
    return key;
  }

  byte[] wrap(byte[] dataKey, byte[] context) {
    try {
      return KeysetHandle.newBuilder()
          .addEntry(KeysetHandle.importKey(key).withRandomId().makePrimary())
          .build()
          .getPrimitive(HybridConfig2026.get(), HybridEncrypt.class)
          .encrypt(dataKey, context);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a public sealing key wraps any data key", e);
    }
  }

  private static HpkeParameters parameters() throws GeneralSecurityException {
    return HpkeParameters.builder()
        .setVariant(HpkeParameters.Variant.NO_PREFIX)
        .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
        .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
        .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
        .build();
  }
}

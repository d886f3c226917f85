package dev.postmeridian.sealing;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.hybrid.HpkePrivateKey;
import com.google.crypto.tink.hybrid.HybridConfig2026;
import com.google.crypto.tink.subtle.X25519;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;
import java.util.Optional;

/** A region's sealing key, both halves. The private one leaves its region only by escrow. */
public final class KeyPair {
  private final PublicKey publicKey;
  private final HpkePrivateKey privateKey;

  @AccessesPartialKey
  private KeyPair(byte[] secret) throws GeneralSecurityException {
    publicKey = new PublicKey(X25519.publicFromPrivate(secret));
    privateKey =
        HpkePrivateKey.create(
            publicKey.key(), SecretBytes.copyFrom(secret, InsecureSecretKeyAccess.get()));
  }

  /** A new one, from the system's randomness. */
  public static KeyPair make() {
    return ofPrivate(X25519.generatePrivateKey());
  }

  /**
   * The pair with this private half.
   *
   * @throws IllegalArgumentException if the bytes are none
   */
  public static KeyPair ofPrivate(byte[] secret) {
    try {
      return new KeyPair(secret);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the bytes are no private sealing key", e);
    }
  }

  public KeyId id() {
    return publicKey.id();
  }

  public PublicKey publicKey() {
    return publicKey;
  }

  /** The private half's 32 bytes: for the region's own store and for escrow, for nothing else. */
  @AccessesPartialKey
  public byte[] secret() {
    return privateKey.getPrivateKeyBytes().toByteArray(InsecureSecretKeyAccess.get());
  }

  /** What was wrapped to the public half in this context; empty if it was not, or is damaged. */
  Optional<byte[]> unwrap(byte[] wrapped, byte[] context) {
    try {
      return Optional.of(
          KeysetHandle.newBuilder()
              .addEntry(KeysetHandle.importKey(privateKey).withRandomId().makePrimary())
              .build()
              .getPrimitive(HybridConfig2026.get(), HybridDecrypt.class)
              .decrypt(wrapped, context));
    } catch (GeneralSecurityException _) {
      return Optional.empty();
    }
  }

  /** Says which key it is, and nothing of it. */
  @Override
  public String toString() {
    return "sealing key " + id();
  }
}

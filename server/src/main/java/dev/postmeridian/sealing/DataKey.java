package dev.postmeridian.sealing;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingKey;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingParameters;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig2026;
import com.google.crypto.tink.subtle.Random;
import com.google.crypto.tink.util.SecretBytes;
import dev.postmeridian.region.RegionName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * The secret that records of one batch are encrypted with, each under a key of its own that is
 * derived from this, a random salt and the record's label (Tink's AES-GCM-HKDF streaming). Safe for
 * use by many threads.
 */
final class DataKey {
  private static final int BYTES = 32;
  // What is held in memory for each record that is under way, twice.
  private static final int SEGMENT_BYTES = 16 << 10;
  private static final int OVERHEAD_BYTES = 64;
  private final StreamingAead cipher;

  @AccessesPartialKey
  private DataKey(byte[] secret) throws GeneralSecurityException {
    var parameters =
        AesGcmHkdfStreamingParameters.builder()
            .setKeySizeBytes(BYTES)
            .setDerivedAesGcmKeySizeBytes(BYTES)
            .setHkdfHashType(AesGcmHkdfStreamingParameters.HashType.SHA256)
            .setCiphertextSegmentSizeBytes(SEGMENT_BYTES)
            .build();
    var key =
        AesGcmHkdfStreamingKey.create(
            parameters, SecretBytes.copyFrom(secret, InsecureSecretKeyAccess.get()));
    cipher =
        KeysetHandle.newBuilder()
            .addEntry(KeysetHandle.importKey(key).withRandomId().makePrimary())
            .build()
            .getPrimitive(StreamingAeadConfig2026.get(), StreamingAead.class);
  }

  /** A new one, and how it is called for by the recipient's key. */
  @SuppressWarnings("ArrayRecordComponent")
  record Wrapped(DataKey key, byte[] wrapped) {}

  static Wrapped make(RegionName recipient, PublicKey to) {
    byte[] secret = Random.randBytes(BYTES);
    return new Wrapped(of(secret), to.wrap(secret, context(recipient, to.id())));
  }

  /** The data key in its wrapping; empty if the pair does not open it. */
  static Optional<DataKey> unwrap(RegionName recipient, KeyPair pair, byte[] wrapped) {
    return pair.unwrap(wrapped, context(recipient, pair.id()))
        .filter(secret -> secret.length == BYTES)
        .map(DataKey::of);
  }

  private static DataKey of(byte[] secret) {
    try {
      return new DataKey(secret);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("any 32 bytes are a data key", e);
    }
  }

  private static byte[] context(RegionName recipient, KeyId id) {
    return ("postmeridian sealed copy 1/" + recipient + "/" + id)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** The head, and behind it the record, which opens with this head alone. */
  byte[] encrypt(byte[] head, byte[] clear) {
    int tags = (clear.length / SEGMENT_BYTES + 1) * 16;
    var out = new ByteArrayOutputStream(head.length + clear.length + tags + OVERHEAD_BYTES);
    out.writeBytes(head);
    try (var stream = cipher.newEncryptingStream(out, head)) {
      stream.write(clear);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a data key encrypts any record", e);
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes what is written", e);
    }
    return out.toByteArray();
  }

  /** The record; empty if a bit of it, or of its head, is not what was sealed. */
  Optional<byte[]> decrypt(byte[] head, byte[] bytes, int from) {
    var in = new ByteArrayInputStream(bytes, from, bytes.length - from);
    try (var stream = cipher.newDecryptingStream(in, head)) {
      return Optional.of(stream.readAllBytes());
    } catch (GeneralSecurityException | IOException _) {
      return Optional.empty();
    }
  }
}

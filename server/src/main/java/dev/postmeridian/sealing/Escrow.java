package dev.postmeridian.sealing;

import com.google.crypto.tink.subtle.AesGcmJce;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.FeedSource.IdKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a region needs to become itself again after it has lost everything: its private sealing
 * keys, and the keys that its message ids are made with.
 *
 * @param idKeys by country
 */
public record Escrow(List<MadeKey> keys, Map<Country, IdKey> idKeys) {
  /** The length of the key that it is encrypted with, in bytes. */
  public static final int WRAPPING_BYTES = 32;

  private static final int MAX_ENTRIES = 10_000;

  public Escrow {
    keys = List.copyOf(keys);
    idKeys = new LinkedHashMap<>(idKeys);
  }

  /**
   * Encrypted with AES-256-GCM, bound to the region.
   *
   * @param wrapping 32 bytes that a passphrase was stretched to
   * @throws IllegalArgumentException if they are fewer or more
   */
  public byte[] encrypt(RegionName region, byte[] wrapping) {
    try {
      return cipher(wrapping).encrypt(written(), context(region));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("32 bytes encrypt anything", e);
    }
  }

  /**
   * What was encrypted so; empty if the wrapping is another, so the passphrase wrong, the region
   * another or the bytes damaged.
   */
  public static Optional<Escrow> decrypt(RegionName region, byte[] wrapping, byte[] encrypted) {
    try {
      return Optional.of(read(cipher(wrapping).decrypt(encrypted, context(region))));
    } catch (GeneralSecurityException | IOException _) {
      return Optional.empty();
    }
  }

  private static AesGcmJce cipher(byte[] wrapping) throws GeneralSecurityException {
    if (wrapping.length != WRAPPING_BYTES) {
      throw new IllegalArgumentException("a wrapping key has 32 bytes, not " + wrapping.length);
    }
    return new AesGcmJce(wrapping);
  }

  private static byte[] context(RegionName region) {
    return ("postmeridian keys 1/" + region).getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] written() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(keys.size());
      for (MadeKey key : keys) {
        out.writeLong(key.madeAt().toEpochMilli());
        write(out, key.pair().secret());
      }
      out.writeInt(idKeys.size());
      for (var key : idKeys.entrySet()) {
        out.writeUTF(key.getKey().code());
        out.writeLong(key.getValue().madeAt().toEpochMilli());
        write(out, key.getValue().key());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes what is written", e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, byte[] secret) throws IOException {
    out.writeShort(secret.length);
    out.write(secret);
  }

  private static Escrow read(byte[] written) throws IOException {
    try (var in = new DataInputStream(new ByteArrayInputStream(written))) {
      var keys = new ArrayList<MadeKey>();
      for (int left = count(in); left > 0; left--) {
        var madeAt = Instant.ofEpochMilli(in.readLong());
        keys.add(new MadeKey(KeyPair.ofPrivate(secret(in)), madeAt));
      }
      var idKeys = new LinkedHashMap<Country, IdKey>();
      for (int left = count(in); left > 0; left--) {
        var country = new Country(in.readUTF());
        var madeAt = Instant.ofEpochMilli(in.readLong());
        idKeys.put(country, new IdKey(secret(in), madeAt));
      }
      return new Escrow(keys, idKeys);
    }
  }

  private static int count(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MAX_ENTRIES) {
      throw new IOException("an escrow of " + count + " keys");
    }
    return count;
  }

  private static byte[] secret(DataInputStream in) throws IOException {
    byte[] secret = new byte[in.readUnsignedShort()];
    in.readFully(secret);
    return secret;
  }
}

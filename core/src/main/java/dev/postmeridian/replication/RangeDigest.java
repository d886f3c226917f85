package dev.postmeridian.replication;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Collection;

/**
 * Which changes a region has of a range, in a few bytes: their number, and the exclusive or of the
 * first 64 bits of each name's SHA-256.
 */
public record RangeDigest(long changes, long digest) {
  /** Of nothing. */
  public static final RangeDigest EMPTY = new RangeDigest(0, 0);

  /** Of these. */
  public static RangeDigest of(Collection<RecordKey> keys) {
    return new RangeDigest(
        keys.size(), keys.stream().mapToLong(RangeDigest::of).reduce(0, (a, b) -> a ^ b));
  }

  private static long of(RecordKey key) {
    try {
      byte[] name = (key.stamp() + key.message().hex()).getBytes(StandardCharsets.US_ASCII);
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(name)).getLong();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

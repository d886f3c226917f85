package dev.postmeridian.sealing;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What a sealing key is called: 16 hex digits, the first 64 bits of SHA-256 over its public half,
 * so that the same key has the same name wherever it is.
 */
public record KeyId(String hex) implements Comparable<KeyId> {
  static final int BYTES = 8;
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");

  /**
   * @throws IllegalArgumentException if it is not 16 lower-case hex digits
   */
  public KeyId {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("a key's id has 16 lower-case hex digits");
    }
  }

  /** The id of the key with this public half. */
  static KeyId of(byte[] publicKey) {
    try {
      return ofBytes(MessageDigest.getInstance("SHA-256").digest(publicKey));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static KeyId ofBytes(byte[] bytes) {
    return new KeyId(HexFormat.of().formatHex(bytes, 0, BYTES));
  }

  byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public int compareTo(KeyId other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}

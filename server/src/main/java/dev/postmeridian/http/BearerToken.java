package dev.postmeridian.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A region's admin token (RFC 6750), kept as its digest only; compared in a time that does not
 * depend on the guess.
 */
public final class BearerToken {
  private static final String SCHEME = "bearer ";
  private static final int MIN_LENGTH = 16;
  private final byte[] digest;

  /**
   * @throws IllegalArgumentException if the token has less than 16 characters
   */
  public BearerToken(String token) {
    if (token.length() < MIN_LENGTH) {
      throw new IllegalArgumentException("an admin token has at least 16 characters");
    }
    this.digest = sha256(token);
  }

  /** Whether this is the token. */
  public boolean matches(String guess) {
    return MessageDigest.isEqual(digest, sha256(guess));
  }

  /** Whether an Authorization header carries the token. */
  boolean authorizes(String header) {
    return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && matches(header.substring(SCHEME.length()).strip());
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "BearerToken";
  }
}

package dev.postmeridian.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

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

  /** A key for one purpose, the same wherever the token is, that tells nothing of the token. */
  public byte[] deriveKey(String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(digest, "HmacSHA256"));
      return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
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

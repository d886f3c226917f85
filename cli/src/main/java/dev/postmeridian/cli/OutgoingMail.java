package dev.postmeridian.cli;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A mail to send.
 *
 * @param from envelope sender; empty for the null sender
 * @param data the raw mail; not copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record OutgoingMail(String to, String from, byte[] data) {
  private static final int KEY_BYTES = 16;

  /** What the journal knows it by: a digest, which tells nothing of its content. */
  String key() {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      sha.update((to + "\n" + from + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha.digest(data), 0, KEY_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

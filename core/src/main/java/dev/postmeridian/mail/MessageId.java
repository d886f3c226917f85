package dev.postmeridian.mail;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The identity of one recipient's message: 32 hex digits, the first 128 bits of an HMAC-SHA-256
 * (RFC 2104) over mailbox, envelope sender and the digest of the data before our own trace header.
 *
 * <p>The key is held by the mailbox's lawful regions alone, so that nobody else can tell which mail
 * an id stands for, and the same mail, brought again to any of them, is the same message.
 */
public record MessageId(String hex) implements Comparable<MessageId> {
  private static final int BYTES = 16;
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern BEGINNING = Pattern.compile("[0-9a-f]{4,32}");

  /**
   * @throws IllegalArgumentException if it is not 32 lower-case hex digits
   */
  public MessageId {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("a message id has 32 lower-case hex digits");
    }
  }

  /**
   * The id of a message.
   *
   * @param key the lawful regions' secret, at least 16 bytes
   * @param data the data as it came, without our trace header
   */
  public static MessageId of(byte[] key, MailAddress mailbox, MaybeSender sender, byte[] data) {
    return ofDigest(key, mailbox, sender, digest(data));
  }

  /** The digest that {@link #ofDigest} takes: computed once for all recipients of a mail. */
  public static byte[] digest(byte[] data) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * The id of a message whose data has this digest.
   *
   * @param digest of the data as it came, see {@link #digest}
   */
  public static MessageId ofDigest(
      byte[] key, MailAddress mailbox, MaybeSender sender, byte[] digest) {
    try {
      Mac hmac = Mac.getInstance("HmacSHA256");
      hmac.init(new SecretKeySpec(key, "HmacSHA256"));
      hmac.update(mailbox.canonical().getBytes(StandardCharsets.UTF_8));
      hmac.update((byte) 0);
      hmac.update(sender.canonical().getBytes(StandardCharsets.UTF_8));
      hmac.update((byte) 0);
      return of(hmac.doFinal(digest));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }

  /** Whether people may name a message so: by its id or by at least its first 4 digits. */
  public static boolean isBeginning(String text) {
    return BEGINNING.matcher(text).matches();
  }

  /** The lowest id that begins so. */
  public static MessageId firstOf(String beginning) {
    return new MessageId(beginning + "0".repeat(Math.max(0, 2 * BYTES - beginning.length())));
  }

  /** The highest id that begins so. */
  public static MessageId lastOf(String beginning) {
    return new MessageId(beginning + "f".repeat(Math.max(0, 2 * BYTES - beginning.length())));
  }

  /** The id whose first 16 bytes these are. */
  public static MessageId of(byte[] bytes) {
    return new MessageId(HexFormat.of().formatHex(bytes, 0, BYTES));
  }

  /** The id as 16 bytes. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public int compareTo(MessageId other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}

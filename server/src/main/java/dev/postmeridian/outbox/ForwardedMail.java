package dev.postmeridian.outbox;

import dev.postmeridian.effect.EffectClaim;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MessageId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A mail on its way to another address: as it came, our traces before it. Of one that came back to
 * us the traces tell, so that none goes in circles.
 */
final class ForwardedMail {
  private static final String FIELD = "Postmeridian-Forwarded:";
  private static final int MOST_FORWARDERS = 5;
  private static final int MOST_HEADER_BYTES = 256 << 10;
  private static final int DIGEST_BYTES = 8;

  private ForwardedMail() {}

  /**
   * The trace that goes before the mail, ending with CRLF: the key by which a receiver knows the
   * same again, and, unreadable, whom it went to.
   */
  static byte[] trace(EffectClaim claim, MailAddress to) {
    return "%s key=%s;\r\n\trevision=%d; to=%s\r\n"
        .formatted(FIELD, claim.key(), claim.revision(), digest(to))
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether the mail went to this address before, or through too many forwarders. */
  static boolean isLooping(byte[] mail, MailAddress to) {
    List<String> traces = traces(mail);
    String once = "to=" + digest(to);
    return traces.size() >= MOST_FORWARDERS || traces.stream().anyMatch(t -> t.contains(once));
  }

  private static List<String> traces(byte[] mail) {
    int length = Math.min(mail.length, MOST_HEADER_BYTES);
    String start = new String(mail, 0, length, StandardCharsets.ISO_8859_1);
    String header = start.split("\r?\n\r?\n", 2)[0].replaceAll("\r?\n[ \t]+", " ");
    String wanted = FIELD.toLowerCase(Locale.ROOT);
    return header
        .lines()
        .map(line -> line.toLowerCase(Locale.ROOT))
        .filter(line -> line.startsWith(wanted))
        .toList();
  }

  private static String digest(MailAddress to) {
    byte[] digest = MessageId.digest(to.canonical().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(Arrays.copyOf(digest, DIGEST_BYTES));
  }
}

package dev.postmeridian.store;

import dev.postmeridian.jobs.Claim;
import dev.postmeridian.mail.ParsedMail;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message with the keys that its thread is looked up by: hashes, each within its mailbox.
 *
 * @param references of the messages that it names, what it answers first
 * @param own of its Message-ID, if it has one
 * @param subject of its bare subject and its correspondent, unless one of them is empty
 * @param reply whether its subject says that it is one
 */
record ThreadKeys(
    Claim claim,
    List<String> references,
    @Nullable String own,
    @Nullable String subject,
    boolean reply) {
  private static final int MAX_REFERENCES = 20;
  private static final Pattern PREFIX =
      Pattern.compile(
          "^\\s*(re|aw|antw|sv|vs|vá|odp|ynt|res|rif|tr|r|fw|fwd|wg|vb|rv|doorst|enc|回复|回覆|答复"
              + "|答覆|转发|轉寄|返信|転送)\\s*(\\[\\d+\\]|\\(\\d+\\))?\\s*[:：]\\s*",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  static ThreadKeys of(Claim claim, ParsedMail mail) {
    var ids = new ArrayList<>(mail.inReplyTo());
    ids.addAll(mail.references().reversed());
    List<String> references =
        ids.stream().distinct().limit(MAX_REFERENCES).map(id -> key(claim, "id", id)).toList();
    String bare = bare(mail.subject());
    String who = correspondent(mail);
    return new ThreadKeys(
        claim,
        references,
        mail.messageId().map(id -> key(claim, "id", id)).orElse(null),
        bare.isEmpty() || who.isEmpty() ? null : key(claim, "subject", who + "\0" + folded(bare)),
        !bare.equals(mail.subject().strip()));
  }

  /** Of the messages that it names, and its own. */
  List<String> ids() {
    var keys = new ArrayList<>(references);
    if (own != null) {
      keys.add(own);
    }
    return keys;
  }

  /** All of them. */
  List<String> all() {
    List<String> keys = ids();
    if (subject != null) {
      keys.add(subject);
    }
    return keys;
  }

  /** The subject without what replying and forwarding put before it. */
  static String bare(String subject) {
    String rest = subject;
    for (var m = PREFIX.matcher(rest); m.find(); m = PREFIX.matcher(rest)) {
      rest = rest.substring(m.end());
    }
    return rest.strip();
  }

  /** Whose subject it is: strangers use the same ones. */
  private static String correspondent(ParsedMail mail) {
    String from = mail.from();
    return folded(from.substring(from.lastIndexOf('<') + 1).replaceFirst(">.*", "").strip());
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String key(Claim claim, String kind, String value) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(claim.readable().mailbox().canonical().getBytes(StandardCharsets.UTF_8));
      digest.update(("\0" + kind + "\0" + value).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

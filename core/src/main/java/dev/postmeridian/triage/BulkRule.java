package dev.postmeridian.triage;

import dev.postmeridian.mail.MailContent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The declared rule for bulk mail: List-* fields (RFC 2369, RFC 2919), Precedence (RFC 3834's
 * informal values) say that it was sent to many. And those for what programs send by themselves.
 */
final class BulkRule {
  private static final Set<String> FIELDS =
      Set.of("list-id", "list-unsubscribe", "list-post", "list-help", "list-unsubscribe-post");
  private static final Set<String> PRECEDENCE = Set.of("bulk", "list", "junk");

  /** How subjects of automatic answers begin. */
  private static final List<String> ANSWERS =
      List.of(Language.any(Meaning.AUTOMATIC).split("\\|", -1));

  /** Who sends delivery reports, but for signs between its words. */
  private static final String MAILER = "mailerdaemon";

  /** Reports of what became of a mail of ours; those of abuse (RFC 5965) are for people. */
  private static final Pattern REPORT =
      Pattern.compile(
          "\\s*multipart/report\\b.*\\breport-type\\s*=\\s*\"?"
              + "(?:delivery-status|disposition-notification)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private BulkRule() {}

  /** The field that makes the message bulk; none does a monitor's alarm. */
  static Optional<Reason> in(MailContent content) {
    if (Monitor.alarm(content.mail()).isPresent()) {
      return Optional.empty();
    }
    return content.headers().stream()
        .filter(h ->
            FIELDS.contains(h.name().toLowerCase(Locale.ROOT))
                || (h.is("Precedence")
                    && PRECEDENCE.contains(h.value().strip().toLowerCase(Locale.ROOT))))
        .findFirst()
        .map(h ->
            new Reason(
                Reason.About.JUNK, Reason.Kind.RULE, "bulk mail: " + h.name() + " header", 1));
  }

  /**
   * Whether nobody waits for it to be placed: sent to many, by no list that takes posts, for a list
   * may be the way by which people write.
   */
  static boolean isOneWay(MailContent content) {
    return in(content).isPresent()
        && !affirms(content, "List-Post")
        && content.mail().inReplyTo().isEmpty();
  }

  /**
   * Whether a program answered a mail by itself, as somebody's out-of-office notice does. That a
   * mail of ours could not be delivered (RFC 3464) is no such answer: somebody has to know.
   */
  static boolean isAnswer(MailContent content) {
    return !isReport(content) && answers(content);
  }

  /**
   * Whether a mail program reports what became of a mail of ours (RFC 3464, RFC 8098), by its type
   * or its sender.
   */
  static boolean isReport(MailContent content) {
    return content.header("Content-Type").filter(t -> REPORT.matcher(t).matches()).isPresent()
        || isMailer(content.mail().from());
  }

  /** Whether an address is that of a mail program. */
  static boolean isMailer(String from) {
    return program(from).endsWith(MAILER);
  }

  private static boolean answers(MailContent content) {
    String submitted = content.header("Auto-Submitted").orElse("").strip().toLowerCase(Locale.ROOT);
    String subject = content.mail().subject().strip().toLowerCase(Locale.ROOT);
    return submitted.startsWith("auto-replied")
        || (submitted.startsWith("auto-") && !content.mail().inReplyTo().isEmpty())
        || content.header("X-Autoreply").isPresent()
        || content.header("Precedence").filter(v -> v.strip().equals("auto_reply")).isPresent()
        || ANSWERS.stream().anyMatch(subject::startsWith);
  }

  /** Whether a program answered or sent it by itself (RFC 3834), and nobody waits for a reply. */
  static boolean isAutomatic(MailContent content) {
    return affirms(content, "Auto-Submitted")
        || isAnswer(content)
        || isReport(content)
        || isProgram(content.mail().from());
  }

  /** Whether an address is such as programs send from. */
  static boolean isProgram(String from) {
    String name = program(from);
    return name.endsWith("noreply") || name.endsWith("donotreply") || name.endsWith(MAILER);
  }

  /** The local part of an address, whatever name stands beside it, without signs within words. */
  private static String program(String from) {
    String address = from.substring(from.lastIndexOf('<') + 1);
    String local = address.substring(0, Math.max(0, address.indexOf('@')));
    return local.strip().toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }

  /** Whether a field is there and does not say no (RFC 2369, RFC 3834). */
  private static boolean affirms(MailContent content, String field) {
    return content
        .header(field)
        .filter(value -> !value.strip().toLowerCase(Locale.ROOT).startsWith("no"))
        .isPresent();
  }
}

package dev.postmeridian.triage;

import dev.postmeridian.mail.HeaderField;
import dev.postmeridian.mail.Link;
import dev.postmeridian.mail.MailContent;
import dev.postmeridian.mail.ParsedMail;
import java.util.List;
import java.util.Optional;

/**
 * A mail as the gdpr-compliant tier sees it: domains instead of addresses, hosts instead of URLs.
 */
final class RedactedContent {
  private static final String SOMEONE = "someone ";
  private static final String OFFICE = "someone support ";

  private RedactedContent() {}

  static MailContent of(MailContent content) {
    ParsedMail mail = content.mail();
    List<HeaderField> headers =
        content.headers().stream().map(h -> new HeaderField(h.name(), value(h))).toList();
    var redacted =
        new ParsedMail(
            Redaction.of(mail.subject()),
            address(mail.from()),
            mail.date(),
            mail.messageId(),
            mail.inReplyTo(),
            mail.references(),
            Redaction.of(mail.text()),
            mail.attachments(),
            mail.defects());
    List<Link> links = content.links().stream().map(RedactedContent::link).toList();
    return new MailContent(redacted, headers, content.html().map(Redaction::of), links);
  }

  private static String value(HeaderField field) {
    return switch (field.name().toLowerCase(java.util.Locale.ROOT)) {
      case "from", "to", "cc", "sender", "reply-to", "return-path", "message-id" ->
          address(field.value());
      case "subject" -> Redaction.of(field.value());
      default -> field.value();
    };
  }

  /**
   * The domain of an address; a name beside it stays as the mere fact that there is one, whether it
   * is an office's, and whether the address knows it. So does that a program sends from there.
   */
  private static String address(String field) {
    Optional<String> domain = Hosts.ofAddress(field);
    if (domain.isEmpty()) {
      return "";
    }
    SenderName name = SenderName.of(field);
    String shown = field.lastIndexOf('<') <= 0 ? "" : name.isStrangeOffice() ? OFFICE : SOMEONE;
    String local = (name.isStranger() ? "x" : "someone") + program(field);
    return shown + "<" + local + "@" + domain.get() + ">";
  }

  /** What an address says of the program that sends from it. */
  private static String program(String field) {
    return BulkRule.isMailer(field)
        ? ".mailer-daemon"
        : BulkRule.isProgram(field) ? ".noreply" : "";
  }

  private static Link link(Link link) {
    String target = Hosts.of(link.target()).map(h -> "https://" + h + "/").orElse("");
    return new Link(target, Hosts.claimedBy(link.text()).orElse(""));
  }
}

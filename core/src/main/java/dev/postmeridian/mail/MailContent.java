package dev.postmeridian.mail;

import java.util.List;
import java.util.Optional;

/**
 * All that reading a message gives to those who decide on it.
 *
 * @param mail what people see of it
 * @param headers the message's own header fields, in order, at most 1000
 * @param html the HTML body as it came, decoded, at most 256 KiB; unsafe to show as it is
 * @param links links of the HTML body and bare URLs of the text, at most 500
 */
public record MailContent(
    ParsedMail mail, List<HeaderField> headers, Optional<String> html, List<Link> links) {
  public MailContent {
    headers = List.copyOf(headers);
    links = List.copyOf(links);
  }

  /** The first field of this name, without case. */
  public Optional<String> header(String name) {
    return headers.stream().filter(h -> h.is(name)).map(HeaderField::value).findFirst();
  }

  /** The same mail without its bodies, which could not be read. */
  public MailContent withoutText() {
    var bare =
        new ParsedMail(
            mail.subject(),
            mail.from(),
            mail.date(),
            mail.messageId(),
            mail.inReplyTo(),
            mail.references(),
            "",
            mail.attachments(),
            mail.defects());
    return new MailContent(bare, headers, Optional.empty(), List.of());
  }

  /** Content of a mail that has nothing but a subject and a text. */
  public static MailContent of(String subject, String text) {
    var mail =
        new ParsedMail(
            subject,
            "",
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            text,
            List.of(),
            List.of());
    return new MailContent(mail, List.of(), Optional.empty(), List.of());
  }
}

package dev.postmeridian.triage;

import dev.postmeridian.mail.HeaderField;
import dev.postmeridian.mail.Link;
import dev.postmeridian.mail.MailContent;
import dev.postmeridian.mail.ParsedMail;
import java.util.List;
import java.util.Optional;

/** Mails of nothing but what a test is about. */
final class Mails {
  private Mails() {}

  static HeaderField sender(String value) {
    return new HeaderField("From", value);
  }

  static MailContent mail(HeaderField... headers) {
    return mail(List.of(headers), List.of());
  }

  static MailContent mail(List<HeaderField> headers, List<Link> links) {
    String from =
        headers.stream().filter(h -> h.is("From")).map(HeaderField::value).findFirst().orElse("");
    var parsed =
        new ParsedMail(
            "subject",
            from,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            "text",
            List.of(),
            List.of());
    return new MailContent(parsed, headers, Optional.empty(), links);
  }
}

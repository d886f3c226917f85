package dev.postmeridian.http;

import dev.postmeridian.intake.Recipient;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MaybeSender;
import io.helidon.common.uri.UriQuery;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The envelope of a mail that comes by HTTP: {@code from} and {@code to} of the query. */
final class EnvelopeQuery {
  private static final int MAX_RECIPIENTS = 100;

  private EnvelopeQuery() {}

  /**
   * The sender; the null sender if the query names none.
   *
   * @throws ProblemException if it is not an address
   */
  static MaybeSender sender(UriQuery query) {
    try {
      return MaybeSender.parse(query.first("from").orElse(""));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(
              "'from' is not an address.",
              "Write from=local-part@domain, URL-encoded; leave it out for the null sender.")
          .exception();
    }
  }

  /**
   * The recipients, in the query's order.
   *
   * @throws ProblemException if there are none or too many
   */
  static List<Addressed> recipients(UriQuery query, Function<MailAddress, Recipient> lookUp) {
    List<String> to = query.all("to", List::of);
    if (to.isEmpty() || to.size() > MAX_RECIPIENTS) {
      throw Problem.badRequest(
              "The query names "
                  + to.size()
                  + " recipients; 1 to "
                  + MAX_RECIPIENTS
                  + " are taken.",
              "Write to=local-part@domain, URL-encoded, once for each recipient.")
          .exception();
    }
    return to.stream().map(text -> new Addressed(text, recipient(text, lookUp))).toList();
  }

  private static Optional<Recipient> recipient(
      String text, Function<MailAddress, Recipient> lookUp) {
    try {
      return Optional.of(lookUp.apply(MailAddress.parse(text)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * A recipient as the client wrote it, and as this region sees it.
   *
   * @param recipient empty if the text is not an address
   */
  record Addressed(String to, Optional<Recipient> recipient) {}
}

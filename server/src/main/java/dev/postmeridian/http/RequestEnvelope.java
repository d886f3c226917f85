package dev.postmeridian.http;

import dev.postmeridian.intake.Recipient;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MaybeSender;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The envelope of a mail that comes by HTTP: {@code from} and {@code to} of the query, or the
 * header fields {@code Envelope-From} and {@code Envelope-To}, which proxies do not log. Both
 * URL-encoded, so that a comma in a header field stands between two addresses (RFC 9110, 5.3).
 */
final class RequestEnvelope {
  private static final int MAX_RECIPIENTS = 100;
  private static final Pattern COMMA = Pattern.compile(",");
  private static final HeaderName FROM = HeaderNames.create("Envelope-From");
  private static final HeaderName TO = HeaderNames.create("Envelope-To");

  private RequestEnvelope() {}

  /**
   * The sender; the null sender if the request names none.
   *
   * @throws ProblemException if it is not an address, or there are several
   */
  static MaybeSender sender(ServerRequest request) {
    List<String> from = said(request, "from", FROM);
    if (from.size() > 1) {
      throw Problem.badRequest(
              "The request names " + from.size() + " senders; a mail has one.",
              "Name one, or none for the null sender.")
          .exception();
    }
    try {
      return MaybeSender.parse(from.stream().findFirst().orElse(""));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(
              "'from' is not an address.",
              "Write from=local-part@domain, URL-encoded; leave it out for the null sender.")
          .exception();
    }
  }

  /**
   * The recipients, in the request's order.
   *
   * @throws ProblemException if there are none or too many
   */
  static List<Addressed> recipients(
      ServerRequest request, Function<MailAddress, Recipient> lookUp) {
    List<String> to = said(request, "to", TO);
    if (to.isEmpty() || to.size() > MAX_RECIPIENTS) {
      throw Problem.badRequest(
              "The request names "
                  + to.size()
                  + " recipients; 1 to "
                  + MAX_RECIPIENTS
                  + " are taken.",
              "Write to=local-part@domain in the query, or Envelope-To in the header, URL-encoded,"
                  + " once for each recipient.")
          .exception();
    }
    return to.stream().map(text -> new Addressed(text, recipient(text, lookUp))).toList();
  }

  private static List<String> said(ServerRequest request, String parameter, HeaderName field) {
    return Stream.concat(
            request.query().all(parameter, List::of).stream(),
            request.headers().all(field, List::of).stream()
                .flatMap(COMMA::splitAsStream)
                .map(RequestEnvelope::decoded))
        .toList();
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value.strip().replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value; // no address has a lone percent sign that is worth guessing at
    }
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

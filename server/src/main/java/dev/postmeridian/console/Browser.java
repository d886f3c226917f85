package dev.postmeridian.console;

import io.helidon.common.media.type.MediaTypes;
import io.helidon.common.parameters.Parameters;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** What a browser tells with its request. */
final class Browser {
  private static final long MAX_FORM_BYTES = 16 << 10;

  private Browser() {}

  static Optional<String> header(ServerRequest request, String name) {
    return request.headers().first(HeaderNames.create(name));
  }

  /** The reader's time zone, as the browser told it in a cookie; UTC until it has. */
  static ZoneId zone(ServerRequest request) {
    try {
      return request
          .headers()
          .cookies()
          .first("tz")
          .asOptional()
          .filter(z -> z.length() < 60)
          .map(z -> ZoneId.of(URLDecoder.decode(z, StandardCharsets.UTF_8)))
          .orElse(ZoneOffset.UTC);
    } catch (DateTimeException | IllegalArgumentException e) {
      return ZoneOffset.UTC;
    }
  }

  /** The form that a post brings; empty if it brings none that could be ours. */
  static Optional<Parameters> form(ServerRequest request) {
    long bytes = request.headers().contentLength().orElse(Long.MAX_VALUE);
    boolean isForm =
        request
            .headers()
            .contentType()
            .filter(type -> type.test(MediaTypes.APPLICATION_FORM_URLENCODED))
            .isPresent();
    if (!isForm || bytes == 0 || bytes > MAX_FORM_BYTES) {
      return Optional.empty();
    }
    try {
      return Optional.of(request.content().as(Parameters.class));
    } catch (IllegalArgumentException e) { // an escape that is none
      return Optional.empty();
    }
  }

  static boolean isSameOrigin(ServerRequest request) {
    return header(request, "Sec-Fetch-Site")
        .map(site -> site.equals("same-origin") || site.equals("none"))
        .orElse(true);
  }

  /** Whether the page that posts was fetched over TLS, whoever ends it before us. */
  static boolean isOnTls(ServerRequest request) {
    return header(request, "Origin").filter(o -> o.startsWith("https://")).isPresent();
  }

  /** Whether a person browses to this path; the API's are for programs. */
  static boolean wantsPage(ServerRequest request) {
    return header(request, "Accept").filter(a -> a.contains("text/html")).isPresent()
        && !request.path().path().startsWith("/v1/");
  }

  /** Whether htmx asks for a part of a page. */
  static boolean wantsPart(ServerRequest request) {
    return header(request, "HX-Request").isPresent();
  }
}

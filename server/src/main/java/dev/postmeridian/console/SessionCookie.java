package dev.postmeridian.console;

import dev.postmeridian.console.Sessions.Session;
import io.helidon.http.SetCookie;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.Optional;

/** The cookie that carries a login; {@code Secure} wherever the browser came over TLS. */
final class SessionCookie {
  private final String name;
  private final Duration life;
  private final Sessions sessions;

  SessionCookie(ConsoleSettings settings, Sessions sessions) {
    // browsers share cookies between ports of a host, and regions may share a host
    this.name = "postmeridian-" + settings.region();
    this.life = settings.sessionLife();
    this.sessions = sessions;
  }

  /** The login that the request carries. */
  Optional<Session> read(ServerRequest request) {
    return value(request).flatMap(sessions::read);
  }

  /** Begins a login. */
  void open(ServerRequest request, ServerResponse response) {
    response.headers().addCookie(cookie(request, sessions.open(), life));
  }

  /** Ends the login that the request carries, for whoever else holds a copy of it too. */
  void end(ServerRequest request, ServerResponse response) {
    value(request).ifPresent(sessions::end);
    response.headers().addCookie(cookie(request, "", Duration.ZERO));
  }

  private Optional<String> value(ServerRequest request) {
    return request.headers().cookies().first(name).asOptional();
  }

  private SetCookie cookie(ServerRequest request, String value, Duration age) {
    return SetCookie.builder(name, value)
        .path("/")
        .httpOnly(true)
        .secure(Browser.isOnTls(request))
        .sameSite(SetCookie.SameSite.STRICT)
        .maxAge(age)
        .build();
  }
}

package dev.postmeridian.console;

import dev.postmeridian.console.Sessions.Session;
import io.helidon.common.parameters.Parameters;
import io.helidon.http.HeaderNames;
import io.helidon.http.SetCookie;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who comes in: login, logout, and the guard of every other page. */
final class Door {
  private static final Logger LOG = LoggerFactory.getLogger(Door.class);
  private static final long MAX_FORM_BYTES = 16 << 10;

  /** A page for somebody logged in. */
  interface Page {
    void answer(ServerRequest request, ServerResponse response, Session session) throws Exception;
  }

  /** What a post for somebody logged in does with its form. */
  interface Post {
    void answer(ServerRequest request, ServerResponse response, Session session, Parameters form);
  }

  private final ConsoleSettings settings;
  private final Sessions sessions;
  private final Predicate<String> isToken;
  private final Pages pages;
  private final InstantSource clock;
  private final String cookie;

  Door(
      ConsoleSettings settings,
      Sessions sessions,
      Predicate<String> isToken,
      Pages pages,
      InstantSource clock) {
    this.settings = settings;
    this.sessions = sessions;
    this.isToken = isToken;
    this.pages = pages;
    this.clock = clock;
    // browsers share cookies between ports of a host, and regions may share a host
    this.cookie = "postmeridian-" + settings.region();
  }

  void routing(HttpRules rules) {
    rules.get("/login", this::loginPage).post("/login", this::login);
    rules.post("/logout", guardedPost((request, response, session, form) -> logout(response)));
  }

  /** Shows the page to those logged in and the login to others; a failure gets a page too. */
  Handler guarded(Page page) {
    return (request, response) -> {
      Optional<Session> session = session(request);
      if (session.isEmpty()) {
        sendToLogin(request, response);
        return;
      }
      try {
        page.answer(request, response, session.get());
      } catch (RuntimeException e) {
        LOG.error("a page failed", e);
        failed(request, response, session.get());
      }
    };
  }

  /** As {@link #guarded}, for posts: only from our own pages. */
  Handler guardedPost(Post post) {
    return guarded((request, response, session) -> {
      Optional<Parameters> form = form(request);
      boolean ours =
          isSameOrigin(request)
              && form.flatMap(f -> f.first("csrf").asOptional())
                  .filter(session::allows)
                  .isPresent();
      if (!ours) {
        problem(request, response, session, Status.FORBIDDEN_403, ErrorPage.FOREIGN_POST);
        return;
      }
      post.answer(request, response, session, form.orElseThrow());
    });
  }

  private static Optional<Parameters> form(ServerRequest request) {
    boolean small = request.headers().contentLength().orElse(Long.MAX_VALUE) <= MAX_FORM_BYTES;
    return small ? Optional.of(request.content().as(Parameters.class)) : Optional.empty();
  }

  private static boolean isSameOrigin(ServerRequest request) {
    return header(request, "Sec-Fetch-Site")
        .map(site -> site.equals("same-origin") || site.equals("none"))
        .orElse(true);
  }

  Frame frame(ServerRequest request, Session session, String pane) {
    return frame(request, session.csrf(), pane);
  }

  private Frame frame(ServerRequest request, String csrf, String pane) {
    return new Frame(
        settings.region(),
        settings.tier(),
        settings.version(),
        csrf,
        pane,
        Words.zone(clock.instant(), zone(request)));
  }

  private Optional<Session> session(ServerRequest request) {
    return request.headers().cookies().first(cookie).asOptional().flatMap(sessions::read);
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

  static Optional<String> header(ServerRequest request, String name) {
    return request.headers().first(HeaderNames.create(name));
  }

  private void sendToLogin(ServerRequest request, ServerResponse response) {
    if (header(request, "HX-Request").isPresent()) {
      response.header("HX-Redirect", "/login");
      response.status(Status.UNAUTHORIZED_401).send();
      return;
    }
    redirect(response, "/login");
  }

  static void redirect(ServerResponse response, String where) {
    response.status(Status.SEE_OTHER_303).header(HeaderNames.LOCATION, where).send();
  }

  private void loginPage(ServerRequest request, ServerResponse response) {
    if (session(request).isPresent()) {
      redirect(response, "/");
      return;
    }
    loginPage(request, response, false);
  }

  private void loginPage(ServerRequest request, ServerResponse response, boolean refused) {
    pages.send(response, "login", Map.of("frame", frame(request, "", "login"), "refused", refused));
  }

  private void login(ServerRequest request, ServerResponse response) {
    Optional<String> token =
        form(request).flatMap(f -> f.first("token").asOptional()).map(String::strip);
    if (!isSameOrigin(request) || token.filter(isToken).isEmpty()) {
      response.status(Status.UNAUTHORIZED_401);
      loginPage(request, response, true);
      return;
    }
    response.headers().addCookie(cookie(sessions.open(), settings.sessionLife()));
    redirect(response, "/");
  }

  private void logout(ServerResponse response) {
    response.headers().addCookie(cookie("", Duration.ZERO));
    redirect(response, "/login");
  }

  private SetCookie cookie(String value, Duration life) {
    return SetCookie.builder(cookie, value)
        .path("/")
        .httpOnly(true)
        .sameSite(SetCookie.SameSite.STRICT)
        .maxAge(life)
        .build();
  }

  void missing(ServerRequest request, ServerResponse response, Session session) {
    problem(request, response, session, Status.NOT_FOUND_404, ErrorPage.UNKNOWN_MESSAGE);
  }

  private void failed(ServerRequest request, ServerResponse response, Session session) {
    problem(request, response, session, Status.SERVICE_UNAVAILABLE_503, ErrorPage.DATABASE);
  }

  private void problem(
      ServerRequest request,
      ServerResponse response,
      Session session,
      Status status,
      ErrorPage error) {
    response.status(status);
    boolean part = header(request, "HX-Request").isPresent();
    pages.send(
        response,
        part ? "errorpart" : "error",
        Map.of("frame", frame(request, session, "message"), "error", error));
  }
}

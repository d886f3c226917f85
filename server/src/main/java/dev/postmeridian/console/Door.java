package dev.postmeridian.console;

import dev.postmeridian.console.Sessions.Session;
import dev.postmeridian.desk.Desk;
import dev.postmeridian.desk.ReadingRoom;
import io.helidon.common.parameters.Parameters;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The guard of every page but the login. */
final class Door {
  private static final Logger LOG = LoggerFactory.getLogger(Door.class);
  private static final String RETRY_SECONDS = "5";

  /** A page for somebody logged in. */
  interface Page {
    void answer(ServerRequest request, ServerResponse response, Session session) throws Exception;
  }

  /** What a post for somebody logged in does with its form. */
  interface Post {
    void answer(ServerRequest request, ServerResponse response, Session session, Parameters form);
  }

  private final ConsoleSettings settings;
  private final SessionCookie cookie;
  private final Pages pages;
  private final InstantSource clock;

  Door(ConsoleSettings settings, SessionCookie cookie, Pages pages, InstantSource clock) {
    this.settings = settings;
    this.cookie = cookie;
    this.pages = pages;
    this.clock = clock;
  }

  /** Shows the page to those logged in and the login to others; a failure gets a page too. */
  Handler guarded(Page page) {
    return (request, response) -> {
      Optional<Session> session = Optional.empty();
      try {
        session = cookie.read(request);
        if (session.isEmpty()) {
          sendToLogin(request, response);
          return;
        }
        page.answer(request, response, session.get());
      } catch (Desk.UnavailableException e) {
        LOG.warn("a page waits for the database: {}", e.getClass().getName());
        response.header(HeaderNames.RETRY_AFTER, RETRY_SECONDS);
        problem(request, response, session, Status.SERVICE_UNAVAILABLE_503, ErrorPage.DATABASE);
      } catch (Desk.RefusedException e) {
        LOG.warn("a correction was refused: {}", e.reason());
        response.header(HeaderNames.RETRY_AFTER, RETRY_SECONDS);
        ErrorPage refused = ErrorPage.refused(e.reason());
        problem(request, response, session, Status.SERVICE_UNAVAILABLE_503, refused);
      } catch (ReadingRoom.FullException e) {
        response.header(HeaderNames.RETRY_AFTER, RETRY_SECONDS);
        problem(request, response, session, Status.SERVICE_UNAVAILABLE_503, ErrorPage.FULL);
      } catch (RuntimeException e) {
        LOG.error("a page failed", e);
        problem(request, response, session, Status.INTERNAL_SERVER_ERROR_500, ErrorPage.FAULT);
      }
    };
  }

  /** As {@link #guarded}, for posts: only from our own pages. */
  Handler guardedPost(Post post) {
    return guarded((request, response, session) -> {
      Optional<Parameters> form = Browser.form(request);
      boolean ours =
          Browser.isSameOrigin(request)
              && form.flatMap(f -> f.first("csrf").asOptional())
                  .filter(session::allows)
                  .isPresent();
      if (!ours) {
        problem(
            request, response, Optional.of(session), Status.FORBIDDEN_403, ErrorPage.FOREIGN_POST);
        return;
      }
      post.answer(request, response, session, form.orElseThrow());
    });
  }

  Frame frame(ServerRequest request, Session session, String pane) {
    return frame(request, session.csrf(), pane);
  }

  Frame frame(ServerRequest request, String csrf, String pane) {
    return new Frame(
        settings.region(),
        settings.tier(),
        settings.version(),
        csrf,
        pane,
        Words.zone(clock.instant(), Browser.zone(request)));
  }

  private static void sendToLogin(ServerRequest request, ServerResponse response) {
    if (Browser.wantsPart(request)) {
      response.header("HX-Redirect", "/login");
      response.status(Status.UNAUTHORIZED_401).send();
      return;
    }
    redirect(response, Login.leadingTo(request));
  }

  static void redirect(ServerResponse response, String where) {
    response.status(Status.SEE_OTHER_303).header(HeaderNames.LOCATION, where).send();
  }

  void unknown(ServerRequest request, ServerResponse response, Session session) {
    problem(request, response, Optional.of(session), Status.NOT_FOUND_404, ErrorPage.UNKNOWN_PAGE);
  }

  void ambiguous(ServerRequest request, ServerResponse response, Session session) {
    problem(
        request,
        response,
        Optional.of(session),
        Status.BAD_REQUEST_400,
        ErrorPage.SEVERAL_MESSAGES);
  }

  void missing(ServerRequest request, ServerResponse response, Session session) {
    problem(
        request, response, Optional.of(session), Status.NOT_FOUND_404, ErrorPage.UNKNOWN_MESSAGE);
  }

  void unusable(ServerRequest request, ServerResponse response, Session session) {
    problem(
        request, response, Optional.of(session), Status.BAD_REQUEST_400, ErrorPage.UNUSABLE_FORM);
  }

  private void problem(
      ServerRequest request,
      ServerResponse response,
      Optional<Session> session,
      Status status,
      ErrorPage error) {
    String csrf = session.map(Session::csrf).orElse("");
    response.status(status);
    pages.send(
        response,
        Browser.wantsPart(request) ? "errorpart" : "error",
        Map.of(
            "frame",
            frame(request, csrf, "message"),
            "error",
            error,
            "again",
            status.code() != 404));
  }
}

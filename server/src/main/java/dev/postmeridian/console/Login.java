package dev.postmeridian.console;

import dev.postmeridian.desk.Desk;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Comes in by the region's token, and leaves. */
final class Login {
  private final Door door;
  private final SessionCookie cookie;
  private final Predicate<String> isToken;
  private final Pages pages;

  Login(Door door, SessionCookie cookie, Predicate<String> isToken, Pages pages) {
    this.door = door;
    this.cookie = cookie;
    this.isToken = isToken;
    this.pages = pages;
  }

  void routing(HttpRules rules) {
    rules
        .get("/login", this::page)
        .post("/login", this::enter)
        .post(
            "/logout",
            door.guardedPost((request, response, session, form) -> {
              cookie.end(request, response);
              Door.redirect(response, "/login");
            }))
        .get("/logout", (request, response) -> Door.redirect(response, "/"));
  }

  private void page(ServerRequest request, ServerResponse response) {
    if (isIn(request)) {
      Door.redirect(response, "/");
      return;
    }
    page(request, response, false);
  }

  private boolean isIn(ServerRequest request) {
    try {
      return cookie.read(request).isPresent();
    } catch (Desk.UnavailableException e) {
      return false; // the page that follows says so
    }
  }

  private void page(ServerRequest request, ServerResponse response, boolean refused) {
    Frame frame = door.frame(request, "", "login");
    pages.send(response, "login", Map.of("frame", frame, "refused", refused));
  }

  private void enter(ServerRequest request, ServerResponse response) {
    Optional<String> token =
        Browser.form(request).flatMap(f -> f.first("token").asOptional()).map(String::strip);
    if (!Browser.isSameOrigin(request) || token.filter(isToken).isEmpty()) {
      response.status(Status.UNAUTHORIZED_401);
      page(request, response, true);
      return;
    }
    cookie.open(request, response);
    Door.redirect(response, "/");
  }
}

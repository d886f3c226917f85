package dev.postmeridian.console;

import dev.postmeridian.desk.Desk;
import io.helidon.common.parameters.Parameters;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Comes in by the region's token, and leaves. */
final class Login {
  private static final Pattern OUR_PAGE = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e]{0,2000}");

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
    page(request, response, request.query().first("to").asOptional(), false);
  }

  private boolean isIn(ServerRequest request) {
    try {
      return cookie.read(request).isPresent();
    } catch (Desk.UnavailableException e) {
      return false; // the page that follows says so
    }
  }

  private void page(
      ServerRequest request, ServerResponse response, Optional<String> to, boolean refused) {
    Frame frame = door.frame(request, "", "login");
    pages.send(response, "login", Map.of("frame", frame, "refused", refused, "to", ours(to)));
  }

  private void enter(ServerRequest request, ServerResponse response) {
    Optional<Parameters> form = Browser.form(request);
    Optional<String> token = form.flatMap(f -> f.first("token").asOptional()).map(String::strip);
    Optional<String> to = form.flatMap(f -> f.first("to").asOptional());
    if (!Browser.isSameOrigin(request) || token.filter(isToken).isEmpty()) {
      response.status(Status.UNAUTHORIZED_401);
      page(request, response, to, true);
      return;
    }
    cookie.open(request, response);
    Door.redirect(response, ours(to));
  }

  /** The login that leads to what is asked for, if that is a page. */
  static String leadingTo(ServerRequest request) {
    String asked = request.prologue().uriPath().rawPath() + query(request);
    return Browser.wantsPage(request) && !asked.equals("/")
        ? "/login?to=" + URLEncoder.encode(asked, StandardCharsets.UTF_8)
        : "/login";
  }

  private static String query(ServerRequest request) {
    String query = request.query().rawValue();
    return query.isEmpty() ? "" : "?" + query;
  }

  // A link may lead to our own pages only: "//" and "/\\" begin another host's address.
  private static String ours(Optional<String> to) {
    return to.filter(t -> OUR_PAGE.matcher(t).matches()).orElse("/");
  }
}

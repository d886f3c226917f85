package dev.postmeridian.console;

import dev.postmeridian.console.Row.PageTime;
import dev.postmeridian.console.Sessions.Session;
import dev.postmeridian.desk.Desk;
import dev.postmeridian.desk.EndedLogins;
import dev.postmeridian.desk.MessageSummary;
import dev.postmeridian.desk.MessageView;
import dev.postmeridian.desk.RawMail;
import dev.postmeridian.desk.ReadingRoom;
import dev.postmeridian.mail.MessageId;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The pages that people work in: queues, list, message. */
public final class ConsoleService implements HttpService, AutoCloseable {
  private static final String BODY_POLICY =
      "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none';"
          + " style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

  private final Desk desk;
  private final ReadingRoom room;
  private final DeskView view;
  private final Pages pages = new Pages();
  private final Door door;
  private final SessionCookie cookie;
  private final Login login;
  private final Corrections corrections;
  private final LiveUpdates live;
  private final InstantSource clock = InstantSource.system();

  /**
   * @param room where this desk's messages are read
   * @param ended logins that ended at any node of the region
   * @param isToken whether a text is the region's token
   * @param sessionKey secret that signs logins, the same at all nodes of the region, at least 16
   *     bytes; derive it from the token
   */
  public ConsoleService(
      ConsoleSettings settings,
      Desk desk,
      ReadingRoom room,
      EndedLogins ended,
      Predicate<String> isToken,
      byte[] sessionKey) {
    this.desk = desk;
    this.room = room;
    this.view = new DeskView(desk, room);
    Sessions sessions = new Sessions(ended, sessionKey, settings.sessionLife(), clock);
    SessionCookie cookie = new SessionCookie(settings, sessions);
    this.door = new Door(settings, cookie, pages, clock);
    this.cookie = cookie;
    this.login = new Login(door, cookie, isToken, pages);
    this.corrections = new Corrections(desk, view, pages, door, clock);
    this.live = new LiveUpdates(desk::pulse, settings.pulse());
  }

  @Override
  public void routing(HttpRules rules) {
    Assets.routing(rules);
    login.routing(rules);
    rules
        .get("/", door.guarded(this::home))
        .get("/messages/{id}", door.guarded(this::message))
        .get("/messages/{id}/body", door.guarded(this::body))
        .get("/messages/{id}/raw", door.guarded(this::raw))
        .post("/messages/{id}/corrections", door.guardedPost(corrections::correct))
        .get("/messages/{id}/corrections", door.guarded(this::corrected))
        .head("/events", door.guarded((request, response, session) -> response.send()))
        .get("/events", door.guarded(this::events))
        .get("/*", this::unknown);
  }

  private void events(ServerRequest request, ServerResponse response, Session session) {
    live.follow(response, () -> cookie.read(request).isPresent());
  }

  /**
   * Whoever asks for a correction's address again, as after a new login, sees what became of it.
   */
  private void corrected(ServerRequest request, ServerResponse response, Session session) {
    String query = ListQuery.read(request.query()).link();
    id(request)
        .ifPresentOrElse(
            id -> Door.redirect(response, "/messages/" + id + query),
            () -> door.missing(request, response, session));
  }

  /**
   * A page for whoever browses to a path of nobody's; programs get their answer from the server.
   */
  private void unknown(ServerRequest request, ServerResponse response) throws Exception {
    if (Browser.wantsPage(request)) {
      door.guarded(door::unknown).handle(request, response);
    } else {
      response.next();
    }
  }

  @Override
  public void close() {
    live.close();
  }

  private void home(ServerRequest request, ServerResponse response, Session session) {
    ListQuery query = ListQuery.read(request.query());
    List<MessageId> named = new IdBeginning(query.value("q")).foundIn(desk);
    if (named.size() == 1) {
      Door.redirect(response, "/messages/" + named.getFirst());
      return;
    }
    ListView list = view.list(query, Optional.empty(), time(request));
    boolean queues = request.query().first("pane").filter("queues"::equals).isPresent();
    Map<String, Object> model = new HashMap<>();
    model.put("list", list);
    model.put("message", null);
    if (isFor(request, "more")) {
      pages.send(response, "rows", model);
      return;
    }
    model.put("frame", door.frame(request, session, queues ? "queues" : "list"));
    response.status(list.unknown().isEmpty() ? Status.OK_200 : Status.BAD_REQUEST_400);
    pages.send(response, "desk", model);
  }

  private void message(ServerRequest request, ServerResponse response, Session session) {
    Optional<MessageView> found = find(request);
    if (found.isEmpty()) {
      begun(request, response, session);
      return;
    }
    ListQuery query = ListQuery.read(request.query());
    PageTime time = time(request);
    Map<String, Object> model = new HashMap<>();
    model.put("frame", door.frame(request, session, "message"));
    model.put("message", view.message(found.get(), query, time));
    if (isFor(request, "message")) {
      pages.send(response, "message", model);
      return;
    }
    String id = found.map(MessageView::summary).map(MessageSummary::id).orElseThrow().hex();
    model.put("list", view.list(query, Optional.of(id), time));
    pages.send(response, "desk", model);
  }

  /** Who has only the beginning of an id, as lists print it, is led to the message. */
  private void begun(ServerRequest request, ServerResponse response, Session session) {
    List<MessageId> named = new IdBeginning(request.path().pathParameters().get("id")).in(desk);
    switch (named.size()) {
      case 0 -> door.missing(request, response, session);
      case 1 ->
          Door.redirect(
              response, "/messages/" + named.getFirst() + ListQuery.read(request.query()).link());
      default -> door.ambiguous(request, response, session);
    }
  }

  private void body(ServerRequest request, ServerResponse response, Session session) {
    Optional<SafeBody> body = find(request).flatMap(view::body);
    if (body.isEmpty()) {
      response.status(Status.NOT_FOUND_404).send();
      return;
    }
    response.headers().set(HeaderNames.create("Content-Security-Policy"), BODY_POLICY);
    response.headers().set(HeaderNames.create("X-Frame-Options"), "SAMEORIGIN");
    pages.send(response, "body", Map.of("html", body.get().html(), "plain", body.get().plain()));
  }

  private void raw(ServerRequest request, ServerResponse response, Session session) {
    Optional<MessageId> id = id(request);
    if (id.filter(i -> room.lend(DeskView.ACTOR, i, mail -> send(response, i, mail))).isEmpty()) {
      door.missing(request, response, session);
    }
  }

  private static void send(ServerResponse response, MessageId id, RawMail mail) {
    response.headers().set(HeaderNames.CONTENT_TYPE, "message/rfc822");
    response
        .headers()
        .set(HeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"" + id + ".eml\"");
    response.contentLength(mail.bytes());
    try (OutputStream out = response.outputStream()) {
      mail.copyTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<MessageView> find(ServerRequest request) {
    return id(request).flatMap(id -> desk.find(DeskView.ACTOR, id));
  }

  static Optional<MessageId> id(ServerRequest request) {
    try {
      return Optional.of(new MessageId(request.path().pathParameters().get("id")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private PageTime time(ServerRequest request) {
    return new PageTime(clock.instant(), Browser.zone(request));
  }

  private static boolean isFor(ServerRequest request, String target) {
    return Browser.header(request, "HX-Target").filter(target::equals).isPresent();
  }
}

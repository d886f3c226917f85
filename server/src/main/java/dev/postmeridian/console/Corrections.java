package dev.postmeridian.console;

import dev.postmeridian.console.Row.PageTime;
import dev.postmeridian.console.Sessions.Session;
import dev.postmeridian.desk.Correction;
import dev.postmeridian.desk.Desk;
import dev.postmeridian.desk.MessageView;
import dev.postmeridian.desk.QueueLoad;
import dev.postmeridian.desk.Said;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import io.helidon.common.parameters.Parameters;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One action corrects a message and says what it did. */
final class Corrections {
  private final Desk desk;
  private final DeskView view;
  private final Pages pages;
  private final Door door;
  private final InstantSource clock;

  Corrections(Desk desk, DeskView view, Pages pages, Door door, InstantSource clock) {
    this.desk = desk;
    this.view = view;
    this.pages = pages;
    this.door = door;
    this.clock = clock;
  }

  void correct(ServerRequest request, ServerResponse response, Session session, Parameters form) {
    Optional<MessageId> id = ConsoleService.id(request);
    Optional<MessageView> before = id.flatMap(i -> desk.find(DeskView.ACTOR, i));
    List<QueueLoad> loads = view.board().loads();
    if (before.isEmpty()) {
      door.missing(request, response, session);
      return;
    }
    Optional<Said> said = said(form, loads);
    if (said.isEmpty()) {
      door.unusable(request, response, session);
      return;
    }
    boolean undoing = form.contains("undo");
    Optional<MessageView> after = written(id.orElseThrow(), said.get(), undoing);
    view.board().forget();
    if (after.isEmpty()) {
      door.missing(request, response, session);
      return;
    }
    ListQuery query = ListQuery.read(request.query());
    if (!Browser.wantsPart(request)) {
      Door.redirect(response, "/messages/" + id.get() + query.link());
      return;
    }
    Toast toast = Toast.of(before.get(), after.get(), undoing);
    PageTime time = new PageTime(clock.instant(), Browser.zone(request));
    Map<String, Object> model = new HashMap<>();
    model.put("frame", door.frame(request, session, "message"));
    model.put("message", view.message(after.get(), query, time));
    model.put("queues", queues(query, time));
    model.put("toast", toast);
    model.put("link", query.link());
    model.put("listed", Browser.header(request, "HX-Unlisted").isEmpty());
    // an undo may bring back another message than the one that was open
    response.header("HX-Replace-Url", "/messages/" + id.get() + query.link());
    pages.send(response, "corrected", model);
  }

  private List<QueueLink> queues(ListQuery query, PageTime time) {
    return view.board().loads().stream().map(l -> QueueLink.of(l, query, time.now())).toList();
  }

  private Optional<MessageView> written(MessageId id, Said said, boolean undoing) {
    return undoing
        ? desk.restore(DeskView.ACTOR, id, said)
        : desk.correct(DeskView.ACTOR, id, correction(said));
  }

  private static Correction correction(Said said) {
    return new Correction(
        said.junk(), said.queue(), said.priority(), said.needsReply(), said.done());
  }

  /**
   * What the form says; empty if that is nothing and undoes nothing, contradicts itself, or names
   * what is not there.
   */
  private static Optional<Said> said(Parameters form, List<QueueLoad> loads) {
    try {
      Said said = read(form, loads);
      return form.contains("undo") || !correction(said).isEmpty()
          ? Optional.of(said)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Said read(Parameters form, List<QueueLoad> loads) {
    var queues = loads.stream().map(QueueLoad::name).toList();
    var truths = List.of(true, false);
    return new Said(
        oneOf(form, "junk", List.of(JunkVerdict.values()), JunkVerdict::word),
        oneOf(form, "queue", queues, QueueName::value),
        oneOf(form, "priority", List.of(Priority.values()), Priority::word),
        oneOf(form, "needs_reply", truths, Object::toString),
        oneOf(form, "done", truths, Object::toString));
  }

  private static <T> Optional<T> oneOf(
      Parameters form, String name, List<T> all, Function<? super T, String> word) {
    return text(form, name)
        .map(t ->
            all.stream()
                .filter(v -> word.apply(v).equals(t))
                .findFirst()
                .orElseThrow(
                    () -> new IllegalArgumentException("nothing is called so for " + name)));
  }

  private static Optional<String> text(Parameters form, String name) {
    return form.first(name).asOptional().filter(t -> !t.isEmpty());
  }
}

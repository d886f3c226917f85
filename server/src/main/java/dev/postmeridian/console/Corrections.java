package dev.postmeridian.console;

import dev.postmeridian.change.Stamp;
import dev.postmeridian.console.Row.PageTime;
import dev.postmeridian.console.Sessions.Session;
import dev.postmeridian.desk.Corrected;
import dev.postmeridian.desk.Correction;
import dev.postmeridian.desk.Desk;
import dev.postmeridian.desk.MessageView;
import dev.postmeridian.desk.QueueLoad;
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
    if (id.isEmpty()) {
      door.missing(request, response, session);
      return;
    }
    Optional<Function<MessageId, Optional<Corrected>>> asked = asked(form);
    if (asked.isEmpty()) {
      door.unusable(request, response, session);
      return;
    }
    Optional<Corrected> did = id.flatMap(asked.get());
    view.board().forget();
    if (did.isEmpty()) {
      door.missing(request, response, session);
    } else if (Browser.wantsPart(request)) {
      Toast toast = form.contains("undo") ? Toast.undone(did.get()) : Toast.of(did.get());
      show(request, response, session, did.get().after(), toast);
    } else {
      Door.redirect(response, "/messages/" + id.get() + ListQuery.read(request.query()).link());
    }
  }

  private void show(
      ServerRequest request,
      ServerResponse response,
      Session session,
      MessageView message,
      Toast toast) {
    ListQuery query = ListQuery.read(request.query());
    PageTime time = new PageTime(clock.instant(), Browser.zone(request));
    Map<String, Object> model = new HashMap<>();
    model.put("frame", door.frame(request, session, "message"));
    model.put("message", view.message(message, query, time));
    model.put("queues", queues(query, time));
    model.put("toast", toast);
    model.put("link", query.link());
    model.put("all", "/" + query.with("queue", ""));
    model.put("listed", Browser.header(request, "HX-Unlisted").isEmpty());
    // an undo may bring back another message than the one that was open
    response.header("HX-Replace-Url", "/messages/" + toast.id() + query.link());
    pages.send(response, "corrected", model);
  }

  private List<QueueLink> queues(ListQuery query, PageTime time) {
    return view.board().loads().stream().map(l -> QueueLink.of(l, query, time.now())).toList();
  }

  /**
   * What the form asks of the desk; empty if it says nothing, contradicts itself, or names what is
   * not there.
   */
  private Optional<Function<MessageId, Optional<Corrected>>> asked(Parameters form) {
    try {
      Optional<Stamp> undone = text(form, "undo").map(Stamp::parse);
      if (undone.isPresent()) {
        return Optional.of(id -> desk.undo(DeskView.ACTOR, id, undone.get()));
      }
      Correction said = read(form, view.board().loads());
      return said.isEmpty()
          ? Optional.empty()
          : Optional.of(id -> desk.correct(DeskView.ACTOR, id, said));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Correction read(Parameters form, List<QueueLoad> loads) {
    var queues = loads.stream().map(QueueLoad::name).toList();
    var truths = List.of(true, false);
    return new Correction(
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

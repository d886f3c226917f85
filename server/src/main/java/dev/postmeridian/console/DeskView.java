package dev.postmeridian.console;

import dev.postmeridian.console.Row.PageTime;
import dev.postmeridian.desk.Desk;
import dev.postmeridian.desk.MessageSummary;
import dev.postmeridian.desk.MessageView;
import dev.postmeridian.desk.Pulse;
import dev.postmeridian.desk.QueueLoad;
import dev.postmeridian.desk.ReadingRoom;
import dev.postmeridian.mail.ParsedMail;
import dev.postmeridian.mime.MailReader;
import dev.postmeridian.mime.MimeLimits;
import dev.postmeridian.mime.Reading;
import dev.postmeridian.triage.Decision;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns what the desk knows into what the panes show. */
final class DeskView {
  /** Who a bearer of the region's token is. */
  static final String ACTOR = "admin";

  private static final int MAX_HEADERS = 200;
  private static final int PICTURE_BYTES = 2 << 20;
  private static final MailReader READER =
      new MailReader(MimeLimits.DEFAULT.withPictures(PICTURE_BYTES));

  private final Desk desk;
  private final ReadingRoom room;
  private final QueueBoard board;

  DeskView(Desk desk, ReadingRoom room) {
    this.desk = desk;
    this.room = room;
    this.board = new QueueBoard(() -> desk.queues(ACTOR));
  }

  /** Each queue and what waits in it, at most a second old. */
  QueueBoard board() {
    return board;
  }

  /** The first two panes. */
  ListView list(ListQuery query, Optional<String> selected, PageTime time) {
    Pulse pulse = desk.pulse(); // before the list: what comes between is announced, never missed
    List<QueueLoad> loads = board.loads();
    String unknown = unknown(query, loads);
    List<MessageSummary> found = unknown.isEmpty() ? found(query) : List.of();
    Map<QueueName, Duration> slas = slas(loads);
    List<Row> rows =
        found.stream()
            .map(m -> row(m, query, selected.filter(m.id().hex()::equals).isPresent(), slas, time))
            .toList();
    String older =
        found.size() < ListQuery.PAGE ? "" : "/" + query.with("before", found.getLast().cursor());
    return new ListView(
        unknown.isEmpty() ? title(query) : "No such mail",
        loads.stream().map(l -> QueueLink.of(l, query, time.now())).toList(),
        rows,
        older,
        query,
        pulse.accepted(),
        pulse.position(),
        unknown);
  }

  private static String unknown(ListQuery query, List<QueueLoad> loads) {
    return query.hasQueue() && loads.stream().noneMatch(l -> query.asksFor(l.name()))
        ? "This region has no queue “" + query.value("queue") + "”."
        : query.unknown();
  }

  private List<MessageSummary> found(ListQuery query) {
    try {
      return desk.list(ACTOR, query.filter());
    } catch (IllegalArgumentException e) { // an address that was mistyped or cut
      return desk.list(ACTOR, query.filterFromTheTop());
    }
  }

  private static String title(ListQuery query) {
    String queue = query.value("queue");
    if (!queue.isEmpty()) {
      return Row.queueWord(new QueueName(queue));
    }
    return query.done().map(done -> done ? "Done mail" : "Open mail").orElse("All mail");
  }

  static Map<QueueName, Duration> slas(List<QueueLoad> loads) {
    return loads.stream()
        .filter(l -> l.sla().isPresent())
        .collect(Collectors.toMap(QueueLoad::name, l -> l.sla().orElseThrow()));
  }

  static Row row(
      MessageSummary m,
      ListQuery query,
      boolean selected,
      Map<QueueName, Duration> slas,
      PageTime time) {
    return Row.of(m, query, selected, m.queue().map(slas::get), time);
  }

  /** The third pane. */
  MessagePage message(MessageView view, ListQuery query, PageTime time) {
    List<QueueLoad> loads = board.loads();
    return room.read(ACTOR, view.summary().id(), raw -> page(view, read(raw), loads, query, time))
        .orElseGet(() -> page(view, Optional.empty(), loads, query, time));
  }

  private static MessagePage page(
      MessageView view,
      Optional<Reading.Message> read,
      List<QueueLoad> loads,
      ListQuery query,
      PageTime time) {
    Map<QueueName, Duration> slas = slas(loads);
    MessageSummary m = view.summary();
    MarkedText words = words(view);
    boolean junk = m.junk().filter(JunkVerdict::isJunk).isPresent();
    Optional<SafeBody> body = read.flatMap(r -> body(r, view));
    return new MessagePage(
        row(m, query, true, slas, time),
        "/" + query.link(),
        words.runs(m.subject().isEmpty() ? "(no subject)" : m.subject()),
        from(view),
        m.mailbox(),
        view.sender().isEmpty() ? "<> (a bounce or an automatic reply)" : view.sender(),
        Words.when(m.receivedAt(), time.zone()),
        Words.size(view.bytes()),
        m.language().map(DeskView::language).orElse(""),
        m.needsReply(),
        m.done()
            .map(d -> "Done by " + d.by() + ", " + Words.when(d.at(), time.zone()) + ".")
            .orElse(""),
        view.decision().map(DecisionSentence::of),
        m.model().orElse(""),
        person(view),
        view.decision().stream()
            .flatMap(d -> d.reasons().stream())
            .map(DecisionSentence.Evidence::of)
            .toList(),
        view.quarantine().orElse(""),
        body.isPresent(),
        body.map(SafeBody::note).orElse(""),
        body.map(SafeBody::height).orElse(0),
        body.filter(SafeBody::plain).isPresent(),
        words.runs(text(view, read)),
        view.mail().or(() -> read.map(r -> r.content().mail())).stream()
            .flatMap(p -> p.attachments().stream())
            .map(a -> new MessagePage.File(a.name(), a.type(), Words.size(a.bytes())))
            .toList(),
        view.mail().map(ParsedMail::defects).orElse(List.of()),
        read.stream()
            .flatMap(r -> r.content().headers().stream())
            .limit(MAX_HEADERS)
            .map(h -> new MessagePage.Header(h.name(), h.value()))
            .toList(),
        view.history().stream()
            .map(e -> new MessagePage.Past(Words.when(e.at(), time.zone()), e.actor(), e.what()))
            .toList(),
        view.thread().stream().map(t -> row(t, query, false, slas, time)).toList(),
        queues(loads, view),
        Arrays.stream(Priority.values())
            .map(p -> choice(p.word(), Words.sentence(p.word()), m.priority().map(Priority::word)))
            .toList(),
        junk);
  }

  private static String from(MessageView view) {
    String from = view.summary().from();
    boolean named = view.mail().filter(mail -> !mail.from().isBlank()).isPresent();
    return from.isEmpty() ? "Unknown sender" : named ? from : from + " (envelope sender)";
  }

  /** The HTML body made harmless; empty if the message is unknown or has none. */
  Optional<SafeBody> body(MessageView view) {
    return room.read(ACTOR, view.summary().id(), raw -> read(raw).flatMap(r -> body(r, view)))
        .flatMap(body -> body);
  }

  private static Optional<SafeBody> body(Reading.Message read, MessageView view) {
    boolean wanted = view.summary().junk().filter(JunkVerdict::isJunk).isEmpty();
    return read.body()
        .html()
        .map(h -> SafeBody.of(h, words(view), wanted, new Pictures(read.body().inline())));
  }

  private static Optional<Reading.Message> read(byte[] raw) {
    return READER.read(raw) instanceof Reading.Message read ? Optional.of(read) : Optional.empty();
  }

  private static String text(MessageView view, Optional<Reading.Message> read) {
    return read.map(r -> r.body().text()).or(() -> view.mail().map(ParsedMail::text)).orElse("");
  }

  private static MarkedText words(MessageView view) {
    return new MarkedText(view.decision().map(DecisionSentence::words).orElse(List.of()));
  }

  // What a person said, where it differs from the model.
  private static String person(MessageView view) {
    MessageSummary m = view.summary();
    if (!m.corrected()) {
      return "";
    }
    String now =
        m.junk()
            .filter(JunkVerdict::isJunk)
            .map(DecisionSentence::verdict)
            .or(() -> m.queue().map(Row::queueWord))
            .orElse("");
    String priority = m.priority().map(p -> ", " + p.word() + " priority").orElse("");
    boolean differs =
        view.decision()
            .map(Decision::queue)
            .filter(q -> m.queue().equals(Optional.of(q)))
            .isEmpty();
    return "A person says: "
        + now
        + priority
        + (differs ? ". The model had said:" : ". The model:");
  }

  private static List<ListView.Choice> queues(List<QueueLoad> loads, MessageView view) {
    Optional<QueueName> now = view.summary().queue();
    Optional<QueueName> closest =
        now.filter(QueueName.REVIEW::equals)
            .flatMap(_ -> view.decision())
            .flatMap(Decision::runnerUp)
            .map(Decision.RunnerUp::queue);
    return loads.stream()
        .map(QueueLoad::name)
        .filter(name -> !name.equals(QueueName.JUNK))
        .map(name ->
            new ListView.Choice(
                name.value(),
                Row.queueWord(name),
                now.equals(Optional.of(name)),
                closest.equals(Optional.of(name))))
        .toList();
  }

  private static ListView.Choice choice(String value, String label, Optional<String> current) {
    return new ListView.Choice(value, label, current.equals(Optional.of(value)));
  }

  static String language(String code) {
    String name = java.util.Locale.of(code).getDisplayLanguage(java.util.Locale.ENGLISH);
    return code.equals("und") ? "" : name;
  }
}

package dev.postmeridian.console;

import dev.postmeridian.console.ListQuery.Unknown;
import dev.postmeridian.console.Row.PageTime;
import dev.postmeridian.desk.Desk;
import dev.postmeridian.desk.MessageSummary;
import dev.postmeridian.desk.MessageView;
import dev.postmeridian.desk.Pulse;
import dev.postmeridian.desk.QueueLoad;
import dev.postmeridian.desk.ReadingRoom;
import dev.postmeridian.mime.MailReader;
import dev.postmeridian.mime.MimeLimits;
import dev.postmeridian.mime.Reading;
import dev.postmeridian.triage.QueueName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns what the desk knows into what the panes show. */
final class DeskView {
  /** Who a bearer of the region's token is. */
  static final String ACTOR = "admin";

  private static final int PICTURE_BYTES = 2 << 20;
  private static final MailReader READER =
      new MailReader(MimeLimits.DEFAULT.withPictures(PICTURE_BYTES));

  private static final Unknown NO_SUCH_PLACE =
      new Unknown(
          "Unknown page",
          "The list has no such place: the address was cut, mistyped, or made for another order.");

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
    Optional<Unknown> unknown = query.unknown().or(() -> unknownQueue(query, loads));
    List<MessageSummary> found = List.of();
    if (unknown.isEmpty()) {
      try {
        found = desk.list(ACTOR, query.filter());
      } catch (IllegalArgumentException e) {
        unknown = Optional.of(NO_SUCH_PLACE);
      }
    }
    Map<QueueName, Duration> slas = slas(loads);
    List<Row> rows =
        found.stream()
            .map(m -> row(m, query, selected.filter(m.id().hex()::equals).isPresent(), slas, time))
            .toList();
    String older =
        found.size() < ListQuery.PAGE ? "" : "/" + query.with("before", found.getLast().cursor());
    return new ListView(
        unknown.map(Unknown::title).orElseGet(() -> title(query)),
        loads.stream().map(l -> QueueLink.of(l, query, time.now())).toList(),
        rows,
        older,
        query,
        pulse.accepted(),
        pulse.position(),
        unknown.map(Unknown::detail).orElse(""));
  }

  private static Optional<Unknown> unknownQueue(ListQuery query, List<QueueLoad> loads) {
    return query
        .queue()
        .filter(asked -> loads.stream().map(QueueLoad::name).noneMatch(asked::equals))
        .map(asked ->
            new Unknown(
                "Unknown queue",
                "This region has no queue “"
                    + asked
                    + "”. Queues are those that the deployment file lists."));
  }

  private static String title(ListQuery query) {
    return query
        .queue()
        .map(Row::queueWord)
        .or(() -> query.done().map(done -> done ? "Done mail" : "Open mail"))
        .orElse("All mail");
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
    return room.read(
            ACTOR,
            view.summary().id(),
            raw -> new OpenMessage(view, read(raw)).page(loads, query, time))
        .orElseGet(() -> new OpenMessage(view, Optional.empty()).page(loads, query, time));
  }

  /** The HTML body made harmless; empty if the message is unknown or has none. */
  Optional<SafeBody> body(MessageView view) {
    return room.read(ACTOR, view.summary().id(), raw -> new OpenMessage(view, read(raw)).body())
        .flatMap(body -> body);
  }

  private static Optional<Reading.Message> read(byte[] raw) {
    return READER.read(raw) instanceof Reading.Message read ? Optional.of(read) : Optional.empty();
  }
}

package dev.postmeridian.store;

import dev.postmeridian.change.Field;
import dev.postmeridian.change.Stamp;
import dev.postmeridian.desk.MessageView.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a change of the log says happened, in words without content. */
final class HistoryRow {
  private HistoryRow() {}

  static List<Event> events(String stamp, String fields) {
    Instant at = Instant.ofEpochMilli(Stamp.parse(stamp).millis());
    var events = new ArrayList<Event>();
    for (Map.Entry<String, JsonNode> field : FieldJson.read(fields).properties()) {
      if (field.getValue().isObject()) {
        Field.of(field.getKey())
            .flatMap(name -> event(at, name, field.getValue()))
            .ifPresent(events::add);
      }
    }
    return events;
  }

  private static Optional<Event> event(Instant at, Field field, JsonNode value) {
    return switch (field) {
      case ACCEPTED ->
          some(at, "mail", "accepted by " + text(value, "via").toUpperCase(Locale.ROOT));
      case PARSED -> Optional.empty();
      case DECISION -> some(at, text(value, "model"), "decided on queue " + text(value, "queue"));
      case QUARANTINE -> some(at, "triage", "quarantined: " + text(value, "reason"));
      case PERSON_JUNK -> said(at, value, "junk verdict");
      case PERSON_QUEUE -> said(at, value, "queue");
      case PERSON_PRIORITY -> said(at, value, "priority");
      case PERSON_NEEDS_REPLY -> reply(at, value);
      case PERSON_DONE ->
          some(
              at,
              text(value, "by"),
              value.path("value").asBoolean(false) ? "marked it as done" : "opened it again");
      case ERASED -> some(at, text(value, "by"), "erased");
    };
  }

  private static Optional<Event> said(Instant at, JsonNode value, String what) {
    boolean takenBack = value.path("value").isNull();
    return some(
        at,
        text(value, "by"),
        takenBack ? "took back the " + what : "set " + what + " to " + text(value, "value"));
  }

  private static Optional<Event> reply(Instant at, JsonNode value) {
    JsonNode needed = value.path("value");
    String what =
        needed.asBoolean(false) ? "said that it needs a reply" : "said that it needs no reply";
    return some(
        at, text(value, "by"), needed.isNull() ? "took back whether it needs a reply" : what);
  }

  private static Optional<Event> some(Instant at, String actor, String what) {
    return Optional.of(new Event(at, actor, what));
  }

  private static String text(JsonNode value, String name) {
    return value.path(name).asString("");
  }
}

package dev.postmeridian.console;

import dev.postmeridian.desk.QueueLoad;
import java.time.Instant;

/** A queue in the first pane. */
public record QueueLink(
    String name, String description, String href, String count, boolean current, Age oldest) {
  static QueueLink of(QueueLoad load, ListQuery query, Instant now) {
    return new QueueLink(
        Row.queueWord(load.name()),
        load.description(),
        "/" + query.with("queue", load.name().value()),
        Words.count(load.messages()),
        load.name().value().equals(query.value("queue")),
        Age.of(load.oldest().orElse(now), now, load.sla()));
  }
}

package dev.postmeridian.http;

import dev.postmeridian.desk.MessageFilter;
import dev.postmeridian.desk.MessageState;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import io.helidon.common.parameters.Parameters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The query of {@code GET /v1/messages}, read once, at the edge. */
final class MessageQuery {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_TEXT = 500;
  private static final Set<String> KNOWN =
      Set.of("queue", "junk", "priority", "state", "mailbox", "q", "limit", "before");

  private MessageQuery() {}

  /**
   * @throws ProblemException if a parameter is unknown or has an impossible value
   */
  static MessageFilter read(Parameters query) {
    for (String name : query.names()) {
      if (!KNOWN.contains(name)) {
        throw Problem.badRequest(
                "The query has a parameter that this path does not know.",
                "Use only queue, junk, priority, state, mailbox, q, limit, before.")
            .exception();
      }
    }
    return new MessageFilter(
        text(query, "queue").map(MessageQuery::queue),
        text(query, "junk").map(t -> word("junk", t, JunkVerdict.values(), JunkVerdict::word)),
        text(query, "priority").map(t -> word("priority", t, Priority.values(), Priority::word)),
        text(query, "state").map(t -> word("state", t, MessageState.values(), MessageState::word)),
        text(query, "mailbox").map(t -> t.toLowerCase(Locale.ROOT)),
        text(query, "q"),
        text(query, "before"),
        text(query, "limit").map(MessageQuery::limit).orElse(DEFAULT_LIMIT));
  }

  private static Optional<String> text(Parameters query, String name) {
    Optional<String> value = query.first(name).map(String::strip).filter(t -> !t.isEmpty());
    if (value.filter(t -> t.length() > MAX_TEXT).isPresent()) {
      throw Problem.badRequest("'" + name + "' is longer than 500 characters.", "Shorten it.")
          .exception();
    }
    return value;
  }

  static QueueName queue(String text) {
    try {
      return new QueueName(text);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(
              "'queue' is not a queue's name.", "GET /v1/queues lists the queues of this region.")
          .exception();
    }
  }

  private static int limit(String text) {
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MessageFilter.MAX_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw Problem.badRequest("'limit' is not a number from 1 to 1000.", "Send such as limit=50.")
        .exception();
  }

  static <E> E word(String name, String text, E[] values, Function<E, String> wordOf) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return Arrays.stream(values)
        .filter(v -> wordOf.apply(v).equals(wanted))
        .findFirst()
        .orElseThrow(() ->
            Problem.badRequest(
                    "'" + name + "' has a value that it cannot have.",
                    "Use one of "
                        + Arrays.stream(values).map(wordOf).collect(Collectors.joining(", "))
                        + ".")
                .exception());
  }
}

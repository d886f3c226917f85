package dev.postmeridian.http;

import dev.postmeridian.desk.MessageFilter;
import dev.postmeridian.desk.MessageState;
import dev.postmeridian.desk.Order;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import io.helidon.common.parameters.Parameters;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The query of {@code GET /v1/messages}, read once, at the edge. */
final class MessageQuery {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_TEXT = 500;
  private static final Set<String> KNOWN =
      Set.of(
          "queue",
          "junk",
          "priority",
          "needs_reply",
          "language",
          "state",
          "done",
          "mailbox",
          "q",
          "order",
          "limit",
          "before");
  private static final Set<String> TRUTHS = Set.of("needs_reply", "done");

  private MessageQuery() {}

  /** The query of a URL. */
  static MessageFilter read(Parameters query, Set<QueueName> queues) {
    var values = new LinkedHashMap<String, String>();
    query.names().forEach(name -> query.first(name).ifPresent(value -> values.put(name, value)));
    values.computeIfPresent("priority", (name, _) -> String.join(",", query.all(name)));
    return read(values, queues);
  }

  /** The same names in a JSON object: what proxies log of a URL stays out of it. */
  static MessageFilter readObject(Map<String, Object> object, Set<QueueName> queues) {
    var values = new LinkedHashMap<String, String>();
    object.forEach((name, value) -> values.put(name, written(name, value)));
    return read(values, queues);
  }

  private static String written(String name, @Nullable Object value) {
    return switch (value) {
      case String text -> text;
      case Boolean truth when TRUTHS.contains(name) -> truth.toString();
      case Integer number when name.equals("limit") -> number.toString();
      case List<?> several when isText(several) && name.equals("priority") ->
          several.stream().map(String::valueOf).collect(Collectors.joining(","));
      case null, default ->
          throw Problem.badRequest(
                  KNOWN.contains(name)
                      ? "'" + name + "' is not a string."
                      : "The query has a member that this path does not know.",
                  "Send JSON strings; 'limit' may be a whole number, 'needs_reply' and 'done' true or"
                      + " false, 'priority' an array of strings.")
              .exception();
    };
  }

  private static boolean isText(List<?> values) {
    return values.stream().allMatch(String.class::isInstance);
  }

  /**
   * @param queues the queues that this region has
   * @throws ProblemException if a parameter is unknown or has an impossible value
   */
  private static MessageFilter read(Map<String, String> query, Set<QueueName> queues) {
    if (!KNOWN.containsAll(query.keySet())) {
      throw Problem.badRequest(
              "The query has a parameter that this path does not know.",
              "Use only queue, junk, priority, needs_reply, language, state, done, mailbox, q, order,"
                  + " limit, before.")
          .exception();
    }
    var draft = MessageFilter.draft().priorities(priorities(query));
    text(query, "queue").map(t -> queue(t, queues)).ifPresent(draft::queue);
    text(query, "junk")
        .map(t -> word("junk", t, JunkVerdict.values(), JunkVerdict::word))
        .ifPresent(draft::junk);
    truth(query, "needs_reply").ifPresent(draft::needsReply);
    text(query, "language").map(t -> t.toLowerCase(Locale.ROOT)).ifPresent(draft::language);
    text(query, "state")
        .map(t -> word("state", t, MessageState.values(), MessageState::word))
        .ifPresent(draft::state);
    truth(query, "done").ifPresent(draft::done);
    text(query, "mailbox").map(t -> t.toLowerCase(Locale.ROOT)).ifPresent(draft::mailbox);
    text(query, "q").ifPresent(draft::text);
    text(query, "order")
        .map(t -> word("order", t, Order.values(), Order::word))
        .ifPresent(draft::order);
    text(query, "before").ifPresent(draft::before);
    return draft.limit(text(query, "limit").map(MessageQuery::limit).orElse(DEFAULT_LIMIT));
  }

  private static Set<Priority> priorities(Map<String, String> query) {
    return text(query, "priority").stream()
        .flatMap(several -> Arrays.stream(several.split(",")))
        .map(one -> word("priority", one.strip(), Priority.values(), Priority::word))
        .collect(Collectors.toSet());
  }

  private static Optional<String> text(Map<String, String> query, String name) {
    Optional<String> value =
        Optional.ofNullable(query.get(name)).map(String::strip).filter(t -> !t.isEmpty());
    if (value.filter(t -> t.length() > MAX_TEXT).isPresent()) {
      throw Problem.badRequest("'" + name + "' is longer than 500 characters.", "Shorten it.")
          .exception();
    }
    return value;
  }

  private static Optional<Boolean> truth(Map<String, String> query, String name) {
    Boolean[] both = {true, false};
    return text(query, name).map(t -> word(name, t, both, Object::toString));
  }

  /** The queue of this name; capitals matter only where two names differ in nothing else. */
  static QueueName queue(String text, Set<QueueName> queues) {
    return queues.stream()
        .filter(queue -> queue.value().equalsIgnoreCase(text))
        .max(Comparator.comparing(queue -> queue.value().equals(text)))
        .orElseThrow(() ->
            Problem.badRequest(
                    "This region has no queue of that name.",
                    "Use one of "
                        + queues.stream()
                            .sorted()
                            .map(QueueName::value)
                            .collect(Collectors.joining(", "))
                        + ".")
                .exception());
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

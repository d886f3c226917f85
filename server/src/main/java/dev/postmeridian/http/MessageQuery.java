package dev.postmeridian.http;

import dev.postmeridian.desk.Criterion;
import dev.postmeridian.desk.MessageFilter;
import dev.postmeridian.triage.QueueName;
import io.helidon.common.parameters.Parameters;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The query of {@code GET /v1/messages}, read once, at the edge. */
final class MessageQuery {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_TEXT = 500;
  private static final List<String> KNOWN =
      Stream.concat(Criterion.ALL.stream().map(Criterion::name), Stream.of("limit")).toList();
  private static final Set<String> TRUTHS = Set.of("needs_reply", "done");

  private MessageQuery() {}

  /** The query of a URL. */
  static MessageFilter read(Parameters query, Set<QueueName> queues) {
    var values = new LinkedHashMap<String, String>();
    query.names().forEach(name -> values.put(name, Criterion.joined(query.all(name))));
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
          Criterion.joined(several.stream().map(String::valueOf).toList());
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
              "Use only " + String.join(", ", KNOWN) + ".")
          .exception();
    }
    MessageFilter filter =
        MessageFilter.all(text(query, "limit").map(MessageQuery::limit).orElse(DEFAULT_LIMIT));
    for (Criterion<?> criterion : Criterion.ALL) {
      Optional<String> asked = text(query, criterion.name());
      if (criterion == Criterion.QUEUE) {
        asked = asked.map(name -> queue(name, queues).value());
      }
      if (asked.isPresent()) {
        filter = filter.reading(criterion, asked.get()).orElseThrow(() -> impossible(criterion));
      }
    }
    return filter;
  }

  private static ProblemException impossible(Criterion<?> criterion) {
    return switch (criterion.name()) {
      case "language" ->
          impossible(
              "language", "Send the ISO 639-1 code of a language, such as de or ja, or und.");
      case "mailbox" ->
          Problem.badRequest("'mailbox' is not an address.", "Send one such as name@acme.example.")
              .exception();
      case "q" ->
          Problem.badRequest(
                  "'q' has no word to look for.",
                  "Send some, of letters or digits, or leave it out.")
              .exception();
      default -> impossible(criterion.name(), criterion.words());
    };
  }

  private static ProblemException impossible(String name, List<String> words) {
    return impossible(
        name,
        words.isEmpty()
            ? "Correct it, or leave it out."
            : "Use one of " + String.join(", ", words) + ".");
  }

  private static ProblemException impossible(String name, String remedy) {
    return Problem.badRequest("'" + name + "' has a value that it cannot have.", remedy)
        .exception();
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
    return Criterion.named(text, values, wordOf)
        .orElseThrow(() -> impossible(name, Arrays.stream(values).map(wordOf).toList()));
  }
}

package dev.postmeridian.console;

import dev.postmeridian.desk.MessageFilter;
import dev.postmeridian.desk.MessageState;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import io.helidon.common.parameters.Parameters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a page's query asks the list for; a value that cannot be is said to be unknown. */
final class ListQuery {
  /** How many messages a page lists. */
  static final int PAGE = 50;

  private static final int MAX_LENGTH = 300;
  private static final List<String> NAMES =
      List.of(
          "queue", "junk", "priority", "needs_reply", "language", "state", "done", "mailbox", "q");
  private static final String[] YES_NO = {"yes", "no"};
  private static final String[] DONE = {"yes", "no", "all"};
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");

  private final Map<String, String> values = new LinkedHashMap<>();
  private final Optional<String> before;
  private String unknown = "";

  private ListQuery(Parameters query) {
    for (String name : NAMES) {
      query
          .first(name)
          .map(String::strip)
          .filter(v -> !v.isEmpty() && v.length() <= MAX_LENGTH)
          .ifPresent(v -> values.put(name, v));
    }
    before = query.first("before").map(String::strip).filter(v -> !v.isEmpty());
    drop("queue", queue());
    drop("junk", word("junk", JunkVerdict.values(), JunkVerdict::word));
    drop("priority", word("priority", Priority.values(), Priority::word));
    drop("needs_reply", needsReply());
    drop("language", language());
    drop("state", word("state", MessageState.values(), MessageState::word));
    drop("done", word("done", DONE, w -> w));
  }

  static ListQuery read(Parameters query) {
    return new ListQuery(query);
  }

  private void drop(String name, Optional<?> value) {
    String asked = value(name);
    if (value.isEmpty() && !asked.isEmpty()) {
      unknown = "There is no %s “%s”.".formatted(called(name), asked);
      values.remove(name);
    }
  }

  /** What people call the filter of this name. */
  static String called(String name) {
    return name.equals("junk") ? "verdict" : name.replace('_', ' ');
  }

  /** What is asked for and cannot be, in words; empty if all can. */
  String unknown() {
    return unknown;
  }

  MessageFilter filter() {
    return filter(before);
  }

  /** As {@link #filter}, whatever place in the list was asked for. */
  MessageFilter filterFromTheTop() {
    return filter(Optional.empty());
  }

  private MessageFilter filter(Optional<String> before) {
    return new MessageFilter(
        queue(),
        word("junk", JunkVerdict.values(), JunkVerdict::word),
        word("priority", Priority.values(), Priority::word),
        needsReply(),
        language(),
        word("state", MessageState.values(), MessageState::word),
        done(),
        Optional.ofNullable(values.get("mailbox")).map(m -> m.toLowerCase(Locale.ROOT)),
        Optional.ofNullable(values.get("q")),
        before,
        PAGE);
  }

  private Optional<Boolean> needsReply() {
    return word("needs_reply", YES_NO, w -> w).map("yes"::equals);
  }

  private Optional<String> language() {
    return Optional.ofNullable(values.get("language"))
        .map(l -> l.toLowerCase(Locale.ROOT))
        .filter(l -> LANGUAGE.matcher(l).matches());
  }

  /** Whether to list what is done or what is open; empty for both, as a search looks in both. */
  Optional<Boolean> done() {
    return switch (value("done")) {
      case "yes" -> Optional.of(true);
      case "no" -> Optional.of(false);
      case "all" -> Optional.empty();
      default -> values.containsKey("q") ? Optional.empty() : Optional.of(false);
    };
  }

  private Optional<QueueName> queue() {
    try {
      return Optional.ofNullable(values.get("queue")).map(QueueName::new);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private <E> Optional<E> word(String name, E[] all, Function<E, String> wordOf) {
    return Arrays.stream(all).filter(v -> wordOf.apply(v).equals(values.get(name))).findFirst();
  }

  /** The value asked for, or the empty string. */
  String value(String name) {
    return values.getOrDefault(name, "");
  }

  boolean hasQueue() {
    return values.containsKey("queue");
  }

  boolean asksFor(QueueName queue) {
    return queue.value().equals(values.get("queue"));
  }

  /** Filters set, but for queue and text, which the page shows elsewhere. */
  Map<String, String> extras() {
    Map<String, String> extras = new LinkedHashMap<>(values);
    extras.remove("queue");
    extras.remove("q");
    return extras;
  }

  /** Names of the values asked for. */
  Stream<String> names() {
    return values.keySet().stream();
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /** This query as a link's, such as {@code ?queue=Billing}; without the page's cursor. */
  String link() {
    return link(values);
  }

  /** A link to all of the queue that is asked for. */
  String queueLink() {
    return link(Map.of("queue", value("queue")));
  }

  /** This query with one value changed, or removed if empty. */
  String with(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.put(name, value);
    return link(changed);
  }

  private static String link(Map<String, String> values) {
    StringBuilder out = new StringBuilder();
    values.forEach((name, value) -> {
      if (!value.isEmpty()) {
        out.append(out.isEmpty() ? '?' : '&').append(name).append('=');
        out.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
      }
    });
    return out.toString();
  }
}

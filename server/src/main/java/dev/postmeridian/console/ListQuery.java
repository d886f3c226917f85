package dev.postmeridian.console;

import dev.postmeridian.desk.MessageFilter;
import dev.postmeridian.desk.MessageState;
import dev.postmeridian.desk.Order;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import io.helidon.common.parameters.Parameters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
          "queue",
          "junk",
          "priority",
          "needs_reply",
          "language",
          "state",
          "done",
          "mailbox",
          "q",
          "order");

  /** What may be one of several values. */
  private static final Set<String> SEVERAL = Set.of("priority");

  private static final String[] YES_NO = {"yes", "no"};
  private static final String[] DONE = {"yes", "no", "all"};
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");

  private final Map<String, String> values = new LinkedHashMap<>();
  private final Optional<String> before;
  private String unknown = "";

  private ListQuery(Parameters query) {
    for (String name : NAMES) {
      String asked = asked(query, name);
      if (!asked.isEmpty() && asked.length() <= MAX_LENGTH) {
        values.put(name, asked);
      }
    }
    before = query.first("before").map(String::strip).filter(v -> !v.isEmpty());
    drop("queue", queue());
    drop("junk", word("junk", JunkVerdict.values(), JunkVerdict::word));
    drop("priority", priorities());
    drop("needs_reply", needsReply());
    drop("language", language());
    drop("state", word("state", MessageState.values(), MessageState::word));
    drop("done", word("done", DONE, w -> w));
    drop("order", order());
    values.remove("order", Order.NEWEST.word());
  }

  private static String asked(Parameters query, String name) {
    return SEVERAL.contains(name)
        ? String.join(",", query.all(name, List::of)).strip()
        : query.first(name).orElse("").strip();
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
    var draft = MessageFilter.draft();
    queue().ifPresent(draft::queue);
    word("junk", JunkVerdict.values(), JunkVerdict::word).ifPresent(draft::junk);
    priorities().ifPresent(draft::priorities);
    needsReply().ifPresent(draft::needsReply);
    language().ifPresent(draft::language);
    word("state", MessageState.values(), MessageState::word).ifPresent(draft::state);
    done().ifPresent(draft::done);
    Optional.ofNullable(values.get("mailbox"))
        .map(m -> m.toLowerCase(Locale.ROOT))
        .ifPresent(draft::mailbox);
    Optional.ofNullable(values.get("q")).ifPresent(draft::text);
    order().ifPresent(draft::order);
    before.ifPresent(draft::before);
    return draft.limit(PAGE);
  }

  /** Those asked for; empty if none is, or one that cannot be. */
  private Optional<Set<Priority>> priorities() {
    Set<Priority> all = EnumSet.noneOf(Priority.class);
    for (String asked : parts("priority")) {
      Optional<Priority> one =
          Arrays.stream(Priority.values()).filter(p -> p.word().equals(asked)).findFirst();
      if (one.isEmpty()) {
        return Optional.empty();
      }
      all.add(one.get());
    }
    return Optional.of(all).filter(some -> !some.isEmpty());
  }

  private Optional<Order> order() {
    return word("order", Order.values(), Order::word);
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

  /** The values asked for; none if there are none. */
  List<String> parts(String name) {
    return Arrays.stream(value(name).split(","))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  boolean isPressingFirst() {
    return values.containsKey("order");
  }

  boolean hasQueue() {
    return values.containsKey("queue");
  }

  boolean asksFor(QueueName queue) {
    return queue.value().equals(values.get("queue"));
  }

  /** Filters set, but for queue and text, which the page shows elsewhere, and the order. */
  Map<String, String> extras() {
    Map<String, String> extras = new LinkedHashMap<>(values);
    extras.remove("order");
    extras.remove("queue");
    extras.remove("q");
    return extras;
  }

  /** Names of the values asked for. */
  Stream<String> names() {
    return values.keySet().stream();
  }

  /** Whether it narrows nothing. */
  boolean isEmpty() {
    return extras().isEmpty() && !hasQueue() && !values.containsKey("q");
  }

  /** This query as a link's, such as {@code ?queue=Billing}; without the page's cursor. */
  String link() {
    return link(values);
  }

  /** A link to all of the queue that is asked for, in this order. */
  String queueLink() {
    Map<String, String> whole = new LinkedHashMap<>(values);
    whole.keySet().retainAll(List.of("queue", "order"));
    return link(whole);
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
      for (String one : SEVERAL.contains(name) ? value.split(",") : new String[] {value}) {
        if (!one.isEmpty()) {
          out.append(out.isEmpty() ? '?' : '&').append(name).append('=');
          out.append(URLEncoder.encode(one, StandardCharsets.UTF_8));
        }
      }
    });
    return out.toString();
  }
}

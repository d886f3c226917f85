package dev.postmeridian.console;

import static dev.postmeridian.desk.Criterion.BEFORE;
import static dev.postmeridian.desk.Criterion.DONE;
import static dev.postmeridian.desk.Criterion.ORDER;
import static dev.postmeridian.desk.Criterion.PRIORITY;
import static dev.postmeridian.desk.Criterion.QUEUE;
import static dev.postmeridian.desk.Criterion.TEXT;

import dev.postmeridian.desk.Criterion;
import dev.postmeridian.desk.MessageFilter;
import dev.postmeridian.desk.Order;
import dev.postmeridian.triage.QueueName;
import io.helidon.common.parameters.Parameters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a page's query asks the list for; a value that cannot be is said to be unknown. */
final class ListQuery {
  /** How many messages a page lists. */
  static final int PAGE = 50;

  private static final int MAX_LENGTH = 300;

  /** What may be one of several values. */
  private static final Set<String> SEVERAL = Set.of(PRIORITY.name());

  /** Which of a phone's panes to show: nothing of the list. */
  private static final Set<String> OF_THE_PAGE = Set.of("pane");

  /**
   * What is asked for and is not there.
   *
   * @param title what it is
   * @param detail what was asked, and what to do
   */
  record Unknown(String title, String detail) {}

  private final Map<String, String> values = new LinkedHashMap<>();
  private MessageFilter filter = MessageFilter.all(PAGE);
  private Optional<Unknown> unknown;

  private ListQuery(Parameters query) {
    unknown =
        query.names().stream()
            .filter(name -> Criterion.ALL.stream().noneMatch(c -> c.name().equals(name)))
            .filter(name -> !OF_THE_PAGE.contains(name))
            .findFirst()
            .map(name ->
                new Unknown(
                    "Unknown filter",
                    "A list has no filter “" + name + "”: take it out of the address."));
    Criterion.ALL.forEach(criterion ->
        ask(criterion, Criterion.joined(query.all(criterion.name(), List::of)).strip()));
    values.remove(ORDER.name(), Order.NEWEST.word());
    values.remove(BEFORE.name());
    done().ifPresent(done -> filter = filter.with(DONE, done));
  }

  private void ask(Criterion<?> criterion, String asked) {
    boolean both = criterion == DONE && asked.equals("all");
    Optional<MessageFilter> narrowed =
        asked.isEmpty() || both
            ? Optional.of(filter)
            : Optional.of(asked)
                .filter(words -> words.length() <= MAX_LENGTH)
                .flatMap(words -> filter.reading(criterion, words));
    if (narrowed.isEmpty()) {
      unknown = Optional.of(unknown(criterion.name(), asked));
    } else if (!asked.isEmpty()) {
      filter = narrowed.get();
      values.put(criterion.name(), asked);
    }
  }

  private static Unknown unknown(String name, String asked) {
    if (asked.length() > MAX_LENGTH) {
      return new Unknown(
          "Too long", "No %s has more than %d characters.".formatted(called(name), MAX_LENGTH));
    }
    return switch (name) {
      case "q" ->
          new Unknown(
              "No word to look for",
              "There is no word in “" + asked + "”: write some, of letters or digits.");
      case "mailbox" ->
          new Unknown(
              "Unknown mailbox",
              "“" + asked + "” is not an address: write one such as name@acme.example.");
      default ->
          new Unknown(
              "Unknown " + called(name), "There is no %s “%s”.".formatted(called(name), asked));
    };
  }

  static ListQuery read(Parameters query) {
    return new ListQuery(query);
  }

  /** What people call the filter of this name. */
  static String called(String name) {
    return switch (name) {
      case "junk" -> "verdict";
      case "q" -> "search";
      default -> name.replace('_', ' ');
    };
  }

  /** What is asked for and cannot be; empty if all can. */
  Optional<Unknown> unknown() {
    return unknown;
  }

  MessageFilter filter() {
    return filter;
  }

  /** Whether to list what is done or what is open; empty for both, as a search looks in both. */
  Optional<Boolean> done() {
    boolean open = !values.containsKey(TEXT.name()) && !values.containsKey(DONE.name());
    return filter.get(DONE).or(() -> open ? Optional.of(false) : Optional.empty());
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
    return filter.order() == Order.PRESSING;
  }

  Optional<QueueName> queue() {
    return filter.get(QUEUE);
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
    return extras().isEmpty() && queue().isEmpty() && !values.containsKey("q");
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

package dev.postmeridian.console;

import dev.postmeridian.desk.MessageState;
import dev.postmeridian.desk.Order;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The first two panes.
 *
 * @param title what the list shows
 * @param older link to what comes after the last row; empty on the last page
 * @param seen messages of the region when the page was made: what comes later is new
 * @param position of the region's log then
 * @param unknown what it asks for that the region does not have, in words; empty if nothing
 */
public record ListView(
    String title,
    List<QueueLink> queues,
    List<Row> rows,
    String older,
    ListQuery query,
    long seen,
    long position,
    String unknown) {

  /**
   * A value to choose.
   *
   * @param closest whether it is the closest queue, where the model's confidence was low
   */
  public record Choice(String value, String label, boolean chosen, boolean closest) {
    Choice(String value, String label, boolean chosen) {
      this(value, label, chosen, false);
    }
  }

  /** A filter that is set, and the link without it. */
  public record Chip(String text, String without) {}

  /** The link to every message. */
  public String all() {
    return "/" + query.with("queue", "");
  }

  /** This list's own link. */
  public String self() {
    return "/" + query.link();
  }

  /** Names of what a search keeps: all that narrows the list but its words. */
  public List<String> narrowing() {
    return query.names().filter(name -> !name.equals("q")).toList();
  }

  /** The query's value of this name. */
  public String value(String name) {
    return query.value(name);
  }

  /** The link to the whole queue. */
  public String queue() {
    return "/" + query.queueLink();
  }

  /** Whether the list begins with what presses most, not with the newest. */
  public boolean pressingFirst() {
    return query.isPressingFirst();
  }

  /** This list the other way round. */
  public String reordered() {
    return "/" + query.with("order", pressingFirst() ? "" : Order.PRESSING.word());
  }

  /** Whether what is new may stand anywhere in the list, or nowhere. */
  public boolean scattered() {
    return filtered() || pressingFirst();
  }

  /** Whether more than a queue narrows the list. */
  public boolean narrowed() {
    return !query.value("q").isEmpty() || !query.extras().isEmpty();
  }

  /** The link to what is done of this list. */
  public String done() {
    return "/" + query.with("done", "yes");
  }

  /** Whether anything narrows the list. */
  public boolean filtered() {
    return !query.isEmpty();
  }

  /** Choices of the filter of this name. */
  public List<Choice> choices(String name) {
    List<String> words =
        switch (name) {
          case "junk" -> Arrays.stream(JunkVerdict.values()).map(JunkVerdict::word).toList();
          case "needs_reply" -> List.of("yes", "no");
          case "done" -> List.of("yes", query.value("q").isEmpty() ? "all" : "no");
          default -> Arrays.stream(MessageState.values()).map(MessageState::word).toList();
        };
    List<Choice> choices = new ArrayList<>();
    choices.add(new Choice("", unset(name), query.value(name).isEmpty()));
    for (String word : words) {
      choices.add(new Choice(word, label(name, word), word.equals(query.value(name))));
    }
    return choices;
  }

  /** Priorities to choose any of, what presses most first. */
  public List<Choice> priorities() {
    return Arrays.stream(Priority.values())
        .map(Priority::word)
        .map(word -> new Choice(word, Words.sentence(word), query.parts("priority").contains(word)))
        .toList()
        .reversed();
  }

  /** Filters that are set. */
  public List<Chip> chips() {
    List<Chip> chips = new ArrayList<>();
    if (!query.value("q").isEmpty()) {
      chips.add(new Chip("“" + query.value("q") + "”", "/" + query.with("q", "")));
    }
    query
        .extras()
        .forEach((name, value) ->
            chips.add(
                new Chip(
                    Words.sentence(ListQuery.called(name)) + ": " + said(name, value),
                    "/" + query.with(name, ""))));
    return chips;
  }

  /** What done mail is unless something else is asked for: a search looks in it, too. */
  private String unset(String name) {
    return name.equals("done") ? label(name, query.value("q").isEmpty() ? "no" : "all") : "Any";
  }

  private static String said(String name, String value) {
    return switch (name) {
      case "language" -> Words.language(value);
      case "priority" -> value.replace(",", " or ");
      default -> label(name, value).toLowerCase(java.util.Locale.ROOT);
    };
  }

  private static String label(String name, String word) {
    return switch (name) {
      case "junk" ->
          DecisionSentence.verdict(JunkVerdict.valueOf(word.toUpperCase(java.util.Locale.ROOT)));
      case "done" ->
          switch (word) {
            case "yes" -> "Only";
            case "no" -> "Hidden";
            default -> "Shown";
          };
      default -> Words.sentence(word);
    };
  }
}

package dev.postmeridian.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which messages to list. */
final class MessageFilterOptions {
  /** The verdicts of the API. */
  enum Verdict {
    ham,
    spam,
    phishing,
    bulk
  }

  /** The priorities of the API. */
  enum Priority {
    low,
    normal,
    high,
    urgent
  }

  /** The orders of the API. */
  enum Order {
    newest,
    pressing
  }

  /** The states of the API. */
  enum State {
    accepted,
    triaged,
    quarantined
  }

  @Option(names = "--queue", paramLabel = "QUEUE", description = "In this queue only.")
  private Optional<String> queue = Optional.empty();

  @Option(
      names = "--junk",
      paramLabel = "VERDICT",
      description = "With this verdict only: ham, spam, phishing or bulk.")
  private Optional<Verdict> junk = Optional.empty();

  @Option(
      names = "--priority",
      paramLabel = "PRIORITY",
      split = ",",
      description = "With any of these priorities only: low, normal, high or urgent.")
  private Set<Priority> priorities = Set.of();

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "In this state only: accepted, triaged or quarantined.")
  private Optional<State> state = Optional.empty();

  @Option(
      names = "--needs-reply",
      paramLabel = "yes|no",
      description = "Only what needs a reply, or only what needs none.")
  private Optional<YesNo> needsReply = Optional.empty();

  @Option(
      names = "--language",
      paramLabel = "CODE",
      description = "In this language only, such as de or ja.")
  private Optional<String> language = Optional.empty();

  @Option(names = "--mailbox", paramLabel = "ADDRESS", description = "For this mailbox only.")
  private Optional<String> mailbox = Optional.empty();

  @Option(
      names = "--done",
      paramLabel = "yes|no",
      description = "Only what somebody has finished, or only what is open (default: both).")
  private Optional<YesNo> done = Optional.empty();

  @Option(
      names = "--order",
      paramLabel = "newest|pressing",
      description =
          "What comes first: the newest (default), or what presses most: urgent before high, normal"
              + " and low, then what lies in junk, and of each the oldest.")
  private Order order = Order.newest;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most this many (default: ${DEFAULT-VALUE}).")
  private int limit = 20;

  @Option(names = "--json", description = "Print a JSON object per message.")
  private boolean json;

  int limit() {
    checkLimit(limit);
    return limit;
  }

  /**
   * Refuses to list nothing.
   *
   * @throws CommandFailure if the limit is below 1
   */
  static void checkLimit(int limit) {
    if (limit < 1) {
      throw new CommandFailure(ExitCode.USAGE, "--limit must be at least 1, not " + limit + ".");
    }
  }

  boolean json() {
    return json;
  }

  boolean isPressingFirst() {
    return order == Order.pressing;
  }

  /** The filter as the API's query names it. */
  Map<String, Object> query() {
    var query = new LinkedHashMap<String, Object>();
    queue.ifPresent(value -> query.put("queue", value));
    junk.ifPresent(value -> query.put("junk", value.name()));
    if (!priorities.isEmpty()) {
      query.put("priority", priorities.stream().map(Priority::name).toList());
    }
    state.ifPresent(value -> query.put("state", value.name()));
    needsReply.ifPresent(value -> query.put("needs_reply", "" + value.truth()));
    language.ifPresent(value -> query.put("language", value));
    mailbox.ifPresent(value -> query.put("mailbox", value));
    done.ifPresent(value -> query.put("done", "" + value.truth()));
    return query;
  }
}

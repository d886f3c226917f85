package dev.postmeridian.http;

import dev.postmeridian.desk.Correction;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The body of a correction, read once, at the edge. */
final class CorrectionJson {
  private static final Set<String> KNOWN =
      Set.of("queue", "priority", "junk", "needs_reply", "done");

  private CorrectionJson() {}

  /**
   * @param queues the queues that mail can be moved to
   * @throws ProblemException if it says nothing, something unknown, or names an unknown queue
   */
  static Correction read(Map<String, Object> body, Set<QueueName> queues) {
    if (!KNOWN.containsAll(body.keySet())) {
      throw Problem.badRequest(
              "The correction has a member that is not known.",
              "Use only queue, priority, junk, needs_reply, done.")
          .exception();
    }
    Correction correction = said(body, queues);
    if (correction.isEmpty()) {
      throw Problem.unprocessable(
              "The correction says nothing.",
              "Send at least one of queue, priority, junk, needs_reply, done.")
          .exception();
    }
    return correction;
  }

  private static Correction said(Map<String, Object> body, Set<QueueName> queues) {
    try {
      return new Correction(
          text(body, "junk").map(CorrectionJson::junk),
          text(body, "queue").map(t -> MessageQuery.queue(t, queues)),
          text(body, "priority")
              .map(t -> MessageQuery.word("priority", t, Priority.values(), Priority::word)),
          truth(body, "needs_reply"),
          truth(body, "done"));
    } catch (IllegalArgumentException e) {
      throw Problem.unprocessable(
              "Junk and queue contradict each other: spam and phishing lie in the queue junk.",
              "Say one of the two; the other follows.")
          .exception();
    }
  }

  private static JunkVerdict junk(String text) {
    return switch (text) {
      case "yes" -> JunkVerdict.SPAM;
      case "no" -> JunkVerdict.HAM;
      default -> MessageQuery.word("junk", text, JunkVerdict.values(), JunkVerdict::word);
    };
  }

  private static Optional<String> text(Map<String, Object> body, String name) {
    return switch (body.get(name)) {
      case null -> Optional.empty();
      case String text -> Optional.of(text);
      default ->
          throw Problem.badRequest("'" + name + "' is not a string.", "Send a JSON string.")
              .exception();
    };
  }

  private static Optional<Boolean> truth(Map<String, Object> body, String name) {
    return switch (body.get(name)) {
      case null -> Optional.empty();
      case Boolean truth -> Optional.of(truth);
      default ->
          throw Problem.badRequest("'" + name + "' is not true or false.", "Send a JSON boolean.")
              .exception();
    };
  }
}

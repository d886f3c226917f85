package dev.postmeridian.cli;

import dev.postmeridian.triage.ConfidenceOf;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Parts of a decision in the words that every command prints. */
public final class DecisionWords {
  private DecisionWords() {}

  /** Such as {@code 87%}; never certainty. */
  public static String percent(double confidence) {
    return Math.min(99, Math.round(100 * confidence)) + "%";
  }

  /** Such as {@code 87% that the queue is right}. */
  public static String confidence(double confidence, ConfidenceOf of) {
    return of.inWords(percent(confidence));
  }

  /**
   * One thing that weighed, on a line of its own: about what, of what kind, how much for (+) or
   * against (-), and what was seen.
   *
   * @param about the word of the API, as the next
   */
  public static String reason(String about, String kind, double weight, String evidence) {
    return String.format(
        Locale.ROOT,
        "  %-11s %-11s %+6.1f  %s",
        about.replace('_', ' '),
        kind,
        weight,
        printable(evidence));
  }

  /** Mail must not steer a terminal: control characters are shown as such. */
  public static String printable(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) ? '\uFFFD' : c)
        .filter(c -> Character.getType(c) != Character.FORMAT)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** A message's subject as a line shows it; mail is read when it is triaged. */
  static String subject(JsonNode message) {
    String subject = message.path("subject").asString("");
    boolean isUnread = subject.isEmpty() && Json.word(message, "state").equals("accepted");
    return isUnread ? "(not read yet)" : subject(subject);
  }

  /** A subject as a line shows it. */
  public static String subject(String subject) {
    return subject.isBlank() ? "(no subject)" : printable(subject);
  }
}

package dev.postmeridian.console;

import dev.postmeridian.desk.MessageState;
import dev.postmeridian.desk.MessageSummary;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A line of the list.
 *
 * @param queue empty in the list of that queue
 * @param mark what a reader must know first: quarantined, waiting, or what junk it is; may be empty
 * @param confidence in percent; negative if nothing is decided, or a rule chose the queue
 * @param confidenceOf what it is one of, in words
 */
public record Row(
    String id,
    String href,
    String who,
    String subject,
    String queue,
    String priority,
    String mark,
    String markCss,
    String country,
    Age age,
    String received,
    int confidence,
    String confidenceOf,
    boolean corrected,
    boolean done,
    boolean selected) {

  private static final String BEING_READ = "Being read";

  static Row of(
      MessageSummary m, ListQuery query, boolean selected, Optional<Duration> sla, PageTime time) {
    return new Row(
        m.id().hex(),
        "/messages/" + m.id().hex() + query.link(),
        m.from().isEmpty() ? "Unknown sender" : Words.name(m.from()),
        m.subject().isEmpty() ? "(no subject)" : m.subject(),
        m.queue()
            .filter(q -> query.queue().filter(q::equals).isEmpty())
            .map(Row::queueWord)
            .orElse(""),
        m.priority().map(Priority::word).orElse(""),
        mark(m),
        markCss(m),
        m.country().code(),
        Age.of(m.receivedAt(), time.now(), promises(m) ? sla : Optional.empty()),
        Words.when(m.receivedAt(), time.zone()),
        m.confidenceOf()
            .flatMap(of -> m.confidence().map(c -> DecisionSentence.percent(c, of)))
            .orElse(-1),
        m.confidenceOf().map(of -> of.inWords("")).map(String::strip).orElse(""),
        m.corrected(),
        m.done().isPresent(),
        selected);
  }

  /** A queue's name as the head of a line. */
  static String queueWord(QueueName name) {
    return Words.sentence(name.value());
  }

  /** Whether the bar shows the model's confidence: what a person or a rule said needs no bar. */
  public boolean measured() {
    return confidence >= 0 && !corrected;
  }

  /** Whether it is still to be decided. */
  public boolean waiting() {
    return confidence < 0 && mark.equals(BEING_READ);
  }

  /** Nobody was promised an answer to junk, and who finished a mail has kept the promise. */
  private static boolean promises(MessageSummary m) {
    return !junk(m) && m.done().isEmpty();
  }

  private static boolean junk(MessageSummary m) {
    return m.junk().filter(JunkVerdict::isJunk).isPresent();
  }

  private static String mark(MessageSummary m) {
    if (m.state() == MessageState.QUARANTINED) {
      return "Quarantined";
    }
    if (m.state() == MessageState.ACCEPTED) {
      return BEING_READ;
    }
    return m.junk().filter(j -> j != JunkVerdict.HAM).map(DecisionSentence::verdict).orElse("");
  }

  private static String markCss(MessageSummary m) {
    if (m.state() == MessageState.QUARANTINED
        || m.junk().equals(Optional.of(JunkVerdict.PHISHING))) {
      return "bad";
    }
    return junk(m) ? "warn" : "quiet";
  }

  /** The time a page is made at and the zone of its reader. */
  record PageTime(Instant now, java.time.ZoneId zone) {}
}

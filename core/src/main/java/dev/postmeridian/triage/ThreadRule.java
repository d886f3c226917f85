package dev.postmeridian.triage;

import dev.postmeridian.triage.Decision.RunnerUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The declared rule that wanted mail stays in the queue of the mail that it answers, wherever a
 * person or the model put that one. Mail that nobody has placed, in review or in junk, leads
 * nowhere.
 */
public final class ThreadRule {
  private final Map<QueueName, Duration> slas;

  public ThreadRule(List<Queue> queues) {
    slas = queues.stream().collect(Collectors.toMap(Queue::name, Queue::sla));
  }

  /** The queues that mail can stay in. */
  public Set<QueueName> queues() {
    return slas.keySet();
  }

  /**
   * Where an answered mail is.
   *
   * @param confidence how sure that is, 0 to 1; 1 if a person put it there
   */
  public record Place(QueueName queue, double confidence) {}

  /** The decision on a mail by itself, moved to where the mail it answers is. */
  public Decision apply(Decision alone, Place answered) {
    Duration sla = slas.get(answered.queue);
    if (sla == null
        || alone.junk() != JunkVerdict.HAM
        || alone.queue().equals(QueueName.JUNK)
        || alone.queue().equals(answered.queue)) {
      return alone;
    }
    PriorityScore.Scored priority = PriorityScore.moved(alone, sla);
    return new Decision(
        alone.junk(),
        answered.queue,
        priority.priority(),
        alone.language(),
        alone.needsReply(),
        answered.confidence,
        second(alone, answered.confidence),
        alone.model(),
        reasons(alone, answered.queue, priority.reasons()));
  }

  private static Optional<RunnerUp> second(Decision alone, double confidence) {
    return alone.queue().equals(QueueName.REVIEW)
        ? Optional.empty()
        : Optional.of(new RunnerUp(alone.queue(), Math.max(0, confidence - alone.confidence())));
  }

  /** What spoke for another queue gives way to the rule. */
  private static List<Reason> reasons(Decision alone, QueueName queue, List<Reason> priority) {
    var reasons = new ArrayList<Reason>();
    reasons.addAll(about(alone, Reason.About.JUNK));
    reasons.add(
        new Reason(Reason.About.QUEUE, Reason.Kind.RULE, "the mail it answers is in " + queue, 1));
    reasons.addAll(priority);
    reasons.addAll(about(alone, Reason.About.LANGUAGE));
    reasons.addAll(about(alone, Reason.About.NEEDS_REPLY));
    return reasons;
  }

  private static List<Reason> about(Decision decision, Reason.About about) {
    return decision.reasons().stream().filter(reason -> reason.about() == about).toList();
  }
}

package dev.postmeridian.desk;

import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import java.util.Optional;

/**
 * What a person says of a message; what is empty stays as it was.
 *
 * <p>What a person calls spam or phishing lies in the queue junk: who says one says the other. The
 * queue that a person chose before is kept meanwhile, and shows itself again once the mail is
 * wanted. Wanted mail may lie in junk too: bulk mail and automatic answers do.
 *
 * @param done whether it is finished: then it waits in no queue
 */
public record Correction(
    Optional<JunkVerdict> junk,
    Optional<QueueName> queue,
    Optional<Priority> priority,
    Optional<Boolean> needsReply,
    Optional<Boolean> done) {

  /** Nothing said. */
  public static final Correction NOTHING =
      new Correction(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * @throws IllegalArgumentException if verdict and queue contradict each other
   */
  public Correction {
    if (isJunk(junk) && queue.filter(q -> !q.equals(QueueName.JUNK)).isPresent()) {
      throw new IllegalArgumentException("spam and phishing lie in the queue junk");
    }
  }

  /** Whether it says nothing. */
  public boolean isEmpty() {
    return equals(NOTHING);
  }

  /**
   * What is to be noted of it for a message that stands so: verdict and queue in agreement.
   *
   * @param placed the queue that a person chose last, which a verdict may hide
   */
  public Correction completed(MessageSummary standing, Optional<QueueName> placed) {
    Optional<JunkVerdict> verdict = junk.or(() -> queue.flatMap(q -> verdictOf(q, standing)));
    Optional<QueueName> place = queue.or(() -> junk.flatMap(j -> queueOf(j, standing, placed)));
    return new Correction(
        verdict, isJunk(verdict) ? Optional.empty() : place, priority, needsReply, done);
  }

  /** Who wants mail that would lie in junk even if nobody called it spam wants it reviewed. */
  private static Optional<QueueName> queueOf(
      JunkVerdict said, MessageSummary standing, Optional<QueueName> placed) {
    var inJunk = Optional.of(QueueName.JUNK);
    boolean stays = !isJunk(standing.junk()) || placed.equals(inJunk);
    boolean leaves = said == JunkVerdict.HAM && standing.queue().equals(inJunk) && stays;
    return leaves ? Optional.of(QueueName.REVIEW) : Optional.empty();
  }

  /** Who moves mail into junk calls it spam, unless it lies there; who moves it out wants it. */
  private static Optional<JunkVerdict> verdictOf(QueueName said, MessageSummary standing) {
    if (said.equals(QueueName.JUNK)) {
      return standing.queue().equals(Optional.of(said))
          ? standing.junk()
          : Optional.of(JunkVerdict.SPAM);
    }
    boolean wanted = standing.junk().isPresent() && !isJunk(standing.junk());
    return wanted ? Optional.empty() : Optional.of(JunkVerdict.HAM);
  }

  private static boolean isJunk(Optional<JunkVerdict> verdict) {
    return verdict.filter(JunkVerdict::isJunk).isPresent();
  }
}

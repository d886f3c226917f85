package dev.postmeridian.desk;

import dev.postmeridian.triage.Decision;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import java.util.Optional;

/**
 * What a person says of a message; what is empty stays as it was.
 *
 * <p>Spam and phishing lie in the queue junk, and nothing else does: who says one says the other.
 */
public record Correction(
    Optional<JunkVerdict> junk,
    Optional<QueueName> queue,
    Optional<Priority> priority,
    Optional<Boolean> needsReply) {

  /** Nothing said. */
  public static final Correction NOTHING =
      new Correction(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * @throws IllegalArgumentException if verdict and queue contradict each other
   */
  public Correction {
    if (junk.isPresent() && queue.isPresent() && junk.get().isJunk() != isJunk(queue.get())) {
      throw new IllegalArgumentException(
          "spam and phishing lie in the queue junk, and nothing else does");
    }
  }

  /** Whether it says nothing. */
  public boolean isEmpty() {
    return equals(NOTHING);
  }

  /** This, and what follows from it for a message that stands so. */
  public Correction completed(MessageView standing) {
    return new Correction(
        junk.or(() -> queue.flatMap(q -> verdictOf(q, standing))),
        queue.or(() -> junk.flatMap(j -> queueOf(j, standing))),
        priority,
        needsReply);
  }

  private static Optional<JunkVerdict> verdictOf(QueueName said, MessageView standing) {
    boolean isJunk = standing.summary().junk().filter(JunkVerdict::isJunk).isPresent();
    if (isJunk == isJunk(said)) {
      return Optional.empty();
    }
    return Optional.of(isJunk ? JunkVerdict.HAM : JunkVerdict.SPAM);
  }

  /** Mail that leaves the queue junk goes where the model would have it, else to review. */
  private static Optional<QueueName> queueOf(JunkVerdict said, MessageView standing) {
    if (said.isJunk()) {
      return Optional.of(QueueName.JUNK);
    }
    return standing
        .summary()
        .queue()
        .filter(Correction::isJunk)
        .map(_ ->
            standing
                .decision()
                .map(Decision::queue)
                .filter(q -> !isJunk(q))
                .orElse(QueueName.REVIEW));
  }

  private static boolean isJunk(QueueName queue) {
    return queue.equals(QueueName.JUNK);
  }
}

package dev.postmeridian.triage;

import java.util.List;
import java.util.Optional;

/**
 * What a model says of a message. A person's correction is kept beside it, never in it.
 *
 * @param language ISO 639-1 code, or {@code und}
 * @param confidence calibrated probability, 0 to 1, of what {@link #confidenceOf} says
 * @param runnerUp the next best queue, and by how much it lost; for mail in review, which no queue
 *     won, the closest, as {@link #closestQueue} says
 * @param model name and version of what decided, such as {@code starter@1/latency-optimized}
 * @param reasons what weighed most, strongest first within each question
 */
public record Decision(
    JunkVerdict junk,
    QueueName queue,
    Priority priority,
    String language,
    boolean needsReply,
    double confidence,
    Optional<RunnerUp> runnerUp,
    String model,
    List<Reason> reasons) {

  /**
   * @throws IllegalArgumentException if the confidence is not a probability
   */
  public Decision {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence must be within 0 and 1, not " + confidence);
    }
    reasons = List.copyOf(reasons);
  }

  /** What the confidence is a confidence of. */
  public ConfidenceOf confidenceOf() {
    return ConfidenceOf.in(junk, queue, confidence, reasons);
  }

  /** The queue that came second; empty for mail in review, which no queue won. */
  public Optional<RunnerUp> second() {
    return runnerUp.filter(_ -> !isInReview());
  }

  /** The queue that mail in review is closest to; empty for other mail. */
  public Optional<QueueName> closestQueue() {
    return runnerUp.filter(_ -> isInReview()).map(RunnerUp::queue);
  }

  private boolean isInReview() {
    return queue.equals(QueueName.REVIEW);
  }

  /**
   * The queue that came second.
   *
   * @param margin difference of the two queues' probabilities, 0 to 1
   */
  public record RunnerUp(QueueName queue, double margin) {}
}

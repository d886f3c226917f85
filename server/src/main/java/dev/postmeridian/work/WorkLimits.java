package dev.postmeridian.work;

import java.time.Duration;

/**
 * How a worker works.
 *
 * @param threads that assess at the same time
 * @param inFlightBytes the most of all claims together; a larger message is worked on alone
 * @param lease after which another worker may claim what this one holds
 * @param assessTimeout after which an assessment counts as failed; within the lease
 * @param poll how often to look for work that nobody announced
 * @param pace how fast it claims
 * @param yielding how fast while senders wait for their answers
 * @param retries of what failed
 */
public record WorkLimits(
    int threads,
    long inFlightBytes,
    Duration lease,
    Duration assessTimeout,
    Duration poll,
    Pace pace,
    Pace yielding,
    Retries retries) {
  /** The defaults. */
  public static final WorkLimits DEFAULT =
      new WorkLimits(
          2,
          16 << 20,
          Duration.ofSeconds(15),
          Duration.ofSeconds(6),
          Duration.ofSeconds(2),
          new Pace(64, Duration.ofMillis(15)),
          new Pace(5, Duration.ofMillis(300)),
          new Retries(5, 2, Duration.ofSeconds(1), Duration.ofMinutes(5)));

  /**
   * @throws IllegalArgumentException if a limit is not positive, or an assessment outlives its
   *     lease
   */
  public WorkLimits {
    if (threads < 1 || inFlightBytes < 1) {
      throw new IllegalArgumentException("threads and bytes are positive");
    }
    if (assessTimeout.multipliedBy(2).compareTo(lease) > 0) {
      throw new IllegalArgumentException(
          "an assessment must end within half its lease, or two workers do the same");
    }
  }

  /**
   * These limits for a region of this rated capacity: it keeps that pace, and no more, while
   * senders wait for their answers. It claims a few at a time, so that one that takes long holds up
   * none; and no more seldom than it looks for work.
   */
  public WorkLimits yieldingTo(int mailsPerMinute) {
    return new WorkLimits(
        threads,
        inFlightBytes,
        lease,
        assessTimeout,
        poll,
        pace,
        yielding.at(mailsPerMinute, threads + 1, pace.claims(), poll),
        retries);
  }
}

package dev.postmeridian.work;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How a worker works.
 *
 * @param threads that assess at the same time
 * @param inFlight the most claims a worker holds
 * @param inFlightBytes the most of them together; a larger message is worked on alone
 * @param lease after which another worker may claim what this one holds
 * @param assessTimeout after which an assessment counts as failed; within the lease
 * @param poll how often to look for work that nobody announced
 * @param gather the least time between two claims, so that a flood is claimed in batches
 * @param yield the least time between two claims while senders wait for their answers
 * @param yieldedClaims the most claims a worker holds then
 * @param maxAttempts after so many a message is quarantined
 * @param firstRetry how long after the first failure to try again; doubles each time
 * @param longestRetry the longest pause between attempts
 */
public record WorkLimits(
    int threads,
    int inFlight,
    long inFlightBytes,
    Duration lease,
    Duration assessTimeout,
    Duration poll,
    Duration gather,
    Duration yield,
    int yieldedClaims,
    int maxAttempts,
    Duration firstRetry,
    Duration longestRetry) {
  /** The defaults. */
  public static final WorkLimits DEFAULT =
      new WorkLimits(
          2,
          64,
          16 << 20,
          Duration.ofSeconds(15),
          Duration.ofSeconds(6),
          Duration.ofSeconds(1),
          Duration.ofMillis(15),
          Duration.ofMillis(300),
          5,
          5,
          Duration.ofSeconds(1),
          Duration.ofMinutes(5));

  /**
   * @throws IllegalArgumentException if a limit is not positive, or an assessment outlives its
   *     lease
   */
  public WorkLimits {
    if (Math.min(threads, maxAttempts) < 1
        || Math.min(inFlight, yieldedClaims) < 1
        || inFlightBytes < 1) {
      throw new IllegalArgumentException("threads, claims, bytes and attempts are positive");
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
    long fitting = mailsPerMinute * yield.toMillis() / 60_000L;
    int claims = Math.clamp(fitting, threads + 1, inFlight);
    Duration paced = Duration.ofMinutes(claims).dividedBy(mailsPerMinute);
    return new WorkLimits(
        threads,
        inFlight,
        inFlightBytes,
        lease,
        assessTimeout,
        poll,
        gather,
        paced.compareTo(poll) < 0 ? paced : poll,
        claims,
        maxAttempts,
        firstRetry,
        longestRetry);
  }

  /** When to try again: exponential, with jitter of up to a half so that retries spread. */
  Duration retryAfter(int attempt, RandomGenerator random) {
    long doubled = firstRetry.toMillis() << Math.min(attempt - 1, 20);
    long millis = Math.min(doubled, longestRetry.toMillis());
    return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
  }
}

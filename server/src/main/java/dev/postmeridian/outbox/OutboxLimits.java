package dev.postmeridian.outbox;

import java.time.Duration;

/**
 * How a node's outbox works.
 *
 * @param lease after which another node may claim what this one holds; extended while it is at it
 * @param poll how often to look for what is due
 * @param drain how long effects under way may take to end when the node stops
 * @param mailMebibytes the most forwarded mail in memory; a larger mail goes alone
 */
public record OutboxLimits(Duration lease, Duration poll, Duration drain, int mailMebibytes) {
  /** The defaults. */
  public static final OutboxLimits DEFAULT =
      new OutboxLimits(Duration.ofSeconds(10), Duration.ofMillis(250), Duration.ofSeconds(5), 32);

  /**
   * @throws IllegalArgumentException if the lease would end between two extensions
   */
  public OutboxLimits {
    if (lease.compareTo(poll.multipliedBy(6)) < 0) {
      throw new IllegalArgumentException("a lease lasts for six polls at least");
    }
  }
}

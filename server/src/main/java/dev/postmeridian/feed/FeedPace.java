package dev.postmeridian.feed;

import java.time.Duration;

/**
 * When feeds do what.
 *
 * @param patience how long a peer may wait for news before it answers that there are none
 * @param lease how long a node pulls for its region without saying so again
 * @param beat how often it looks after its duties
 * @param afterFailure how long a feed rests after a failure
 * @param retry how often what stands in quarantine is fetched again
 * @param compare how often whole logs are compared
 * @param moved how often a cursor is stored that moved over what is not for this region
 */
public record FeedPace(
    Duration patience,
    Duration lease,
    Duration beat,
    Duration afterFailure,
    Duration retry,
    Duration compare,
    Duration moved) {
  /** The defaults. */
  public static final FeedPace DEFAULT =
      new FeedPace(
          Duration.ofSeconds(20),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofMillis(500),
          Duration.ofMinutes(1),
          Duration.ofDays(1),
          Duration.ofSeconds(5));
}

package dev.postmeridian.store;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long mail is kept; empty means until somebody erases it.
 *
 * @param mail counted from its acceptance
 * @param junk mail in the queue of junk, which is usually kept shorter
 * @param batch how many messages one transaction erases
 */
public record RetentionPolicy(Optional<Duration> mail, Optional<Duration> junk, int batch) {
  /** Nothing is erased unless the deployment file says so. */
  public static final RetentionPolicy KEEP =
      new RetentionPolicy(Optional.empty(), Optional.empty(), 100);

  /**
   * @throws IllegalArgumentException if a time is not positive, or the batch is not within 1 and
   *     1000
   */
  public RetentionPolicy {
    if (Stream.of(mail, junk).flatMap(Optional::stream).anyMatch(d -> !d.isPositive())) {
      throw new IllegalArgumentException("mail is kept for a positive time");
    }
    if (batch < 1 || batch > 1000) {
      throw new IllegalArgumentException("a batch is within 1 and 1000, not " + batch);
    }
  }
}

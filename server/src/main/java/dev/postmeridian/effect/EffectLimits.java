package dev.postmeridian.effect;

import java.time.Duration;

/**
 * How an effect is tried.
 *
 * @param timeout of one attempt, as a whole
 * @param concurrency the most attempts of one node at the same time
 * @param giveUpAfter how long it is tried again before it is a dead letter
 */
public record EffectLimits(Duration timeout, int concurrency, Duration giveUpAfter) {
  /** The most attempts of one effect at the same time. */
  public static final int MOST_CONCURRENT = 64;

  /** The longest attempt. */
  public static final Duration LONGEST = Duration.ofMinutes(2);

  /** The defaults. */
  public static final EffectLimits DEFAULT =
      new EffectLimits(Duration.ofSeconds(15), 4, Duration.ofDays(3));

  /**
   * @throws IllegalArgumentException if one is out of its range
   */
  public EffectLimits {
    if (concurrency < 1 || concurrency > MOST_CONCURRENT) {
      throw new IllegalArgumentException("concurrency is 1 to " + MOST_CONCURRENT);
    }
    if (timeout.compareTo(Duration.ofMillis(100)) < 0 || timeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("timeout is 100ms to " + LONGEST.toMinutes() + "m");
    }
  }
}

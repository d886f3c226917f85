package dev.postmeridian.routing;

import java.time.Duration;

/**
 * When a region gives mail to another.
 *
 * @param spillFrom the utilisation from which a part of the mail goes to the next region, a greater
 *     one the busier it gets, all of it at 1
 * @param queueDelay the wait for a decision beyond which a region has no room for new mail
 */
public record RoutingLimits(double spillFrom, Duration queueDelay) {
  /** What holds where the file is silent. */
  public static final RoutingLimits DEFAULTS = new RoutingLimits(0.7, Duration.ofMinutes(15));

  /**
   * @throws IllegalArgumentException if a limit is out of its range
   */
  public RoutingLimits {
    if (!(spillFrom > 0 && spillFrom < 1)) {
      throw new IllegalArgumentException("spill_from is between 0% and 100%");
    }
    if (!queueDelay.isPositive()) {
      throw new IllegalArgumentException("queue_delay is longer than nothing");
    }
  }
}

package dev.postmeridian.work;

import java.time.Duration;

/**
 * How fast a worker claims.
 *
 * @param claims the most it holds
 * @param pause the least time between two claims, so that a flood is claimed in batches
 */
public record Pace(int claims, Duration pause) {
  /**
   * @throws IllegalArgumentException if it may hold no claim
   */
  public Pace {
    if (claims < 1) {
      throw new IllegalArgumentException("a worker holds a claim at least, not " + claims);
    }
  }

  /**
   * This rate of claims and no more: as many at a time as come within the pause, between the two
   * numbers, and no more seldom than the longest pause.
   */
  Pace at(int perMinute, int fewest, int most, Duration longest) {
    int fitting = Math.clamp(perMinute * pause.toMillis() / 60_000L, fewest, most);
    Duration paced = Duration.ofMinutes(fitting).dividedBy(perMinute);
    return new Pace(fitting, paced.compareTo(longest) < 0 ? paced : longest);
  }
}

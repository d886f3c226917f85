package dev.postmeridian.cli;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait between tries of one thing: each time twice as long, with some chance in it, so
 * that many who wait do not come back at once.
 *
 * @param first the longest first wait
 * @param longest what no wait exceeds
 */
public record Backoff(Duration first, Duration longest) {
  private static final int MOST_DOUBLINGS = 20;

  /** The wait after so many failures in a row, from 1. */
  public Duration after(int failures) {
    long most =
        Math.min(longest.toMillis(), first.toMillis() << Math.min(MOST_DOUBLINGS, failures - 1));
    return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
  }
}

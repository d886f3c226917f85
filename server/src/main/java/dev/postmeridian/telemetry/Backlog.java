package dev.postmeridian.telemetry;

import java.time.Duration;

/**
 * What waits for a worker.
 *
 * @param jobs how many
 * @param oldest age of the oldest, zero if none waits
 */
public record Backlog(long jobs, Duration oldest) {
  /** Nothing waits. */
  public static final Backlog NONE = new Backlog(0, Duration.ZERO);
}

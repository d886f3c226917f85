package dev.postmeridian.telemetry;

import java.time.Duration;

/**
 * What waits for a worker.
 *
 * @param jobs how many
 * @param oldest age of the oldest, zero if none waits
 * @param unindexed messages that could not be read for the search so far
 * @param foreign whether there are messages that may no longer be processed here
 * @param overdue how long ago the oldest message was to be erased, zero if none was
 */
public record Backlog(
    long jobs, Duration oldest, long unindexed, boolean foreign, Duration overdue) {
  /** Nothing waits. */
  public static final Backlog NONE = new Backlog(0, Duration.ZERO, 0, false, Duration.ZERO);
}

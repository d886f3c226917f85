package dev.postmeridian.config;

import java.time.Duration;

/**
 * How regions copy from each other.
 *
 * @param batch most records in one batch
 * @param inFlightBytes most bytes of one feed on their way or waiting to be inserted
 * @param lagAlarm the lag of a feed from which it raises an alarm
 * @param keepLog how long changes stay in the log for a peer that is away; after that it resyncs
 */
public record ReplicationSettings(
    int batch, long inFlightBytes, Duration lagAlarm, Duration keepLog) {
  /** What holds where the file is silent. */
  public static final ReplicationSettings DEFAULTS =
      new ReplicationSettings(500, 8L << 20, Duration.ofMinutes(1), Duration.ofDays(7));

  /**
   * @throws IllegalArgumentException if a setting is out of its range
   */
  public ReplicationSettings {
    if (batch < 1 || batch > 10_000) {
      throw new IllegalArgumentException("batch is from 1 to 10000, not " + batch);
    }
    if (inFlightBytes < 64 << 10) {
      throw new IllegalArgumentException("in_flight is at least 64 KiB");
    }
  }
}

package dev.postmeridian.config;

import dev.postmeridian.replication.FeedLimits;
import java.time.Duration;

/**
 * How regions copy from each other.
 *
 * @param batch most records in one batch
 * @param inFlightBytes most bytes of one feed on their way or waiting to be inserted
 * @param lagAlarm the lag of a feed from which it raises an alarm
 */
public record ReplicationSettings(int batch, long inFlightBytes, Duration lagAlarm) {
  /** One is stored while the next is on its way. */
  private static final int BATCHES = 2;

  /** What holds where the file is silent. */
  public static final ReplicationSettings DEFAULTS =
      new ReplicationSettings(
          FeedLimits.DEFAULT.records(),
          BATCHES * FeedLimits.DEFAULT.bytes(),
          Duration.ofMinutes(1));

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

  /** What one batch of a feed may hold. */
  public FeedLimits feedLimits() {
    return new FeedLimits(batch, inFlightBytes / BATCHES, FeedLimits.DEFAULT.scanned());
  }
}

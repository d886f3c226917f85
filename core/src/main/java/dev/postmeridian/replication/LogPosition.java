package dev.postmeridian.replication;

import java.util.Comparator;

/**
 * A place in one region's log, in the order of its commits: the transaction, then the row.
 *
 * @param tx the database's 64-bit transaction number
 */
public record LogPosition(long tx, long id) implements Comparable<LogPosition> {
  /** Before everything. */
  public static final LogPosition START = new LogPosition(0, 0);

  private static final Comparator<LogPosition> ORDER =
      Comparator.comparingLong(LogPosition::tx).thenComparingLong(LogPosition::id);

  /**
   * @throws IllegalArgumentException if a number is negative
   */
  public LogPosition {
    if (tx < 0 || id < 0) {
      throw new IllegalArgumentException("a log has no position " + tx + "/" + id);
    }
  }

  @Override
  public int compareTo(LogPosition other) {
    return ORDER.compare(this, other);
  }
}

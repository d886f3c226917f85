package dev.postmeridian.replication;

import java.util.ArrayList;
import java.util.List;

/**
 * The changes of a span of time, by their stamps.
 *
 * @param fromMillis since 1970, inclusive
 * @param toMillis exclusive
 */
public record StampRange(long fromMillis, long toMillis) {
  /** What a stamp holds, as ranges of about two years. */
  private static final long END = 1L << 48;

  private static final long TOP = 1L << 36;

  /**
   * @throws IllegalArgumentException if the range is empty or out of what a stamp holds
   */
  public StampRange {
    if (fromMillis < 0 || toMillis <= fromMillis || toMillis > END) {
      throw new IllegalArgumentException("no range of stamps: " + fromMillis + " " + toMillis);
    }
  }

  /** All changes until this time, in ranges of two years. */
  static List<StampRange> until(long millis) {
    var ranges = new ArrayList<StampRange>();
    for (long from = 0; from <= Math.min(millis, END - 1); from += TOP) {
      ranges.add(new StampRange(from, from + TOP));
    }
    return ranges;
  }

  /** Parts of equal length, as many at most; itself if it is of one millisecond. */
  List<StampRange> split(int parts) {
    long step = Math.max(1, (toMillis - fromMillis + parts - 1) / parts);
    var ranges = new ArrayList<StampRange>();
    for (long from = fromMillis; from < toMillis; from += step) {
      ranges.add(new StampRange(from, Math.min(toMillis, from + step)));
    }
    return ranges;
  }

  boolean isOneMillisecond() {
    return toMillis - fromMillis == 1;
  }
}

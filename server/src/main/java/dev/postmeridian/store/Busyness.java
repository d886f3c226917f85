package dev.postmeridian.store;

import java.util.function.LongSupplier;

/**
 * How busy one thread is: the share of its time that it works, where what is longer ago counts less
 * and half a second ago counts a third. Told by that thread, asked by any.
 */
final class Busyness {
  private static final double MEMORY_NANOS = 5e8;
  private final LongSupplier nanoTime;
  private volatile Turn last;

  private record Turn(long nanos, double share, boolean working) {
    double shareAt(long now) {
      double bound = working ? 1 : 0;
      return bound + (share - bound) * Math.exp((nanos - now) / MEMORY_NANOS);
    }
  }

  Busyness(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.last = new Turn(nanoTime.getAsLong(), 0, false);
  }

  /** Its thread begins to work, or has worked enough. */
  void turn(boolean working) {
    long now = nanoTime.getAsLong();
    last = new Turn(now, last.shareAt(now), working);
  }

  /** From 0, idle, to 1. */
  double share() {
    return last.shareAt(nanoTime.getAsLong());
  }
}

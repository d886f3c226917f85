package dev.postmeridian.change;

import dev.postmeridian.region.RegionName;
import java.time.InstantSource;

/**
 * Makes stamps that never repeat and never run behind a stamp this node has seen (Kulkarni et al.,
 * "Logical Physical Clocks", 2014). Safe for many threads.
 */
public final class HybridClock {
  private final InstantSource wall;
  private final RegionName region;
  private final long node;
  private long millis;
  private int counter;

  /**
   * @param node a random number drawn once for this process
   */
  public HybridClock(InstantSource wall, RegionName region, long node) {
    this.wall = wall;
    this.region = region;
    this.node = node;
  }

  /** A stamp greater than every one this clock has made or observed. */
  public synchronized Stamp next() {
    long now = wall.millis();
    if (now > millis) {
      millis = now;
      counter = 0;
    } else if (counter == Stamp.MAX_COUNTER) {
      millis++;
      counter = 0;
    } else {
      counter++;
    }
    return new Stamp(millis, counter, region, node);
  }

  /** Makes every later stamp greater than this one. */
  public synchronized void observe(Stamp seen) {
    if (seen.millis() > millis || (seen.millis() == millis && seen.counter() > counter)) {
      millis = seen.millis();
      counter = seen.counter();
    }
  }
}

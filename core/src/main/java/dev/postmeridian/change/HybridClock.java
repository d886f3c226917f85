package dev.postmeridian.change;

import dev.postmeridian.region.RegionName;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Makes stamps that never repeat and never run behind a stamp this node has seen (Kulkarni et al.,
 * "Logical Physical Clocks", 2014). Safe for many threads.
 */
public final class HybridClock {
  /** How far ahead of this node's clock a stamp may be: {@code max_clock_skew}. */
  public static final Duration MAX_SKEW = Duration.ofSeconds(60);

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

  /**
   * Makes every later stamp greater than this one.
   *
   * @throws ClockSkewException if it is from too far in the future: one wrong clock must not drag
   *     all others along
   */
  public synchronized void observe(Stamp seen) {
    // What is not ahead of this clock drags nothing along, whatever the wall says now.
    if (seen.millis() > millis && seen.millis() > wall.millis() + MAX_SKEW.toMillis()) {
      throw new ClockSkewException(Duration.ofMillis(seen.millis() - wall.millis()));
    }
    if (seen.millis() > millis || (seen.millis() == millis && seen.counter() > counter)) {
      millis = seen.millis();
      counter = seen.counter();
    }
  }
}

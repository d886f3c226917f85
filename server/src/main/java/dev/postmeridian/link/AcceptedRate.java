package dev.postmeridian.link;

import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.intake.IntakeListener;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How many mails a node has accepted in the last minute. */
public final class AcceptedRate implements IntakeListener {
  private static final int SECONDS = 60;

  private final LongSupplier nanos;
  private final long[] counts = new long[SECONDS];
  private long second;

  /**
   * @param nanos a monotonic clock, such as {@code System::nanoTime}
   */
  public AcceptedRate(LongSupplier nanos) {
    this.nanos = nanos;
    this.second = Duration.ofNanos(nanos.getAsLong()).toSeconds();
  }

  @Override
  public synchronized void stored(Acceptance.Via via, int fresh, int duplicates, Duration took) {
    turn();
    counts[place(second)] += fresh;
  }

  /** Mails of the last minute. */
  public synchronized long perMinute() {
    turn();
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  private void turn() {
    long now = Duration.ofNanos(nanos.getAsLong()).toSeconds();
    for (long passed = Math.max(second + 1, now - SECONDS + 1); passed <= now; passed++) {
      counts[place(passed)] = 0;
    }
    second = Math.max(second, now);
  }

  private static int place(long second) {
    return Math.floorMod(second, SECONDS);
  }
}

package dev.postmeridian.outbox;

import java.time.Duration;

/**
 * How many attempts a target may have now: as many as it is allowed at the same time, none while it
 * rests because it failed, and then one, to find out. So a target that is down costs one attempt at
 * a time, not one for each message that waits. Used by one thread.
 */
final class Gate {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 6;

  private final int concurrency;
  private int underWay;
  private int failures;
  private long restingUntil;

  Gate(int concurrency) {
    this.concurrency = concurrency;
  }

  /**
   * How many more may begin.
   *
   * @param now nanoseconds, by {@link System#nanoTime}
   */
  int room(long now) {
    if (failures == 0) {
      return concurrency - underWay;
    }
    return underWay == 0 && now - restingUntil >= 0 ? 1 : 0;
  }

  void begin() {
    underWay++;
  }

  /** An attempt came to an end. */
  void end(Answer answer, long now) {
    underWay--;
    if (answer instanceof Answer.NotNow no && no.ofTarget()) {
      failures++;
      long rest = FIRST.toNanos() << Math.min(failures - 1, MOST_DOUBLINGS);
      long asked = no.notBefore().map(Duration::toNanos).orElse(0L);
      restingUntil = now + Math.min(Math.max(rest, asked), LONGEST.toNanos());
    } else {
      failures = 0;
    }
  }

  /** One that was not begun after all. */
  void giveBack() {
    underWay--;
  }

  boolean isResting() {
    return failures > 0;
  }
}

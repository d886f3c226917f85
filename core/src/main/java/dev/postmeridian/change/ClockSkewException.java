package dev.postmeridian.change;

import java.time.Duration;

/** A stamp is from further in the future than clocks may differ: somebody's clock is wrong. */
public final class ClockSkewException extends RuntimeException {
  private final Duration ahead;

  ClockSkewException(Duration ahead) {
    super(
        "a stamp is "
            + ahead.toSeconds()
            + " s ahead of this machine's clock; at most "
            + HybridClock.MAX_SKEW.toSeconds()
            + " s are allowed: set the clocks right");
    this.ahead = ahead;
  }

  /** How far ahead of this machine's clock. */
  public Duration ahead() {
    return ahead;
  }
}

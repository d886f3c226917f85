package dev.postmeridian.console;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How old a message is against what its queue promises.
 *
 * @param text such as {@code 42 min}
 * @param limit the promised time after the age, such as {@code of 24 h}; empty without one
 * @param promise such as {@code due in 3 h} or {@code 2 h over} or {@code just now overdue}; empty
 *     without a promise
 */
public record Age(String text, String promise, String limit, Level level) {
  /** How near the end of the promise is; each has a shape of its own. */
  public enum Level {
    FINE,
    SOON,
    OVER
  }

  static Age of(Instant received, Instant now, Optional<Duration> sla) {
    Duration age = Duration.between(received, now);
    if (sla.isEmpty()) {
      return new Age(Words.span(age), "", "", Level.FINE);
    }
    Duration left = sla.get().minus(age);
    if (left.isNegative()) {
      return new Age(Words.span(age), over(left.negated()), "", Level.OVER);
    }
    boolean soon = left.multipliedBy(4).compareTo(sla.get()) < 0;
    String limit = age.toMinutes() < 1 ? "" : " of " + Words.span(sla.get());
    Level level = soon ? Level.SOON : Level.FINE;
    return new Age(
        Words.span(age),
        left.toMinutes() < 1 ? "due now" : "due in " + Words.span(left),
        limit,
        level);
  }

  private static String over(Duration late) {
    return late.toMinutes() < 1 ? "just now overdue" : Words.span(late) + " over";
  }

  /** The style of the level. */
  public String css() {
    return switch (level) {
      case FINE -> "fine";
      case SOON -> "soon";
      case OVER -> "over";
    };
  }

  /** Whether a person should be told. */
  public boolean pressing() {
    return level != Level.FINE;
  }
}

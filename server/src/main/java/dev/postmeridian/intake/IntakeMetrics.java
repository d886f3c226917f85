package dev.postmeridian.intake;

import java.time.Duration;

/** Where the intake counts what it does; never told content or addresses. */
public interface IntakeMetrics {
  /** Counts nothing. */
  IntakeMetrics NONE =
      new IntakeMetrics() {
        @Override
        public void outcome(Acceptance.Via via, String outcome) {}

        @Override
        public void acceptTook(Acceptance.Via via, Duration duration) {}
      };

  /**
   * One recipient's copy was accepted or refused.
   *
   * @param outcome {@code accepted}, {@code duplicate}, {@code unknown}, {@code elsewhere}, {@code
   *     nowhere}, {@code unavailable} or {@code looping}
   */
  void outcome(Acceptance.Via via, String outcome);

  /** From the last byte of a mail to its commit. */
  void acceptTook(Acceptance.Via via, Duration duration);
}

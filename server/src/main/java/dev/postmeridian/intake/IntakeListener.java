package dev.postmeridian.intake;

import java.time.Duration;

/**
 * Hears how mail comes in; for metrics. Never told content or addresses. Called from the intake's
 * threads: be quick.
 */
public interface IntakeListener {
  /** Nobody listens. */
  IntakeListener NONE = new IntakeListener() {};

  /** Why a recipient's copy was refused. */
  enum Refusal {
    UNKNOWN,
    ELSEWHERE,
    NOWHERE,
    LOOPING
  }

  /** One recipient's copy was refused. */
  default void refused(Acceptance.Via via, Refusal why) {}

  /**
   * A mail is durable for its recipients.
   *
   * @param fresh messages that are new here
   * @param duplicates messages that were here before
   * @param took from the whole mail to the flushed commit
   */
  default void stored(Acceptance.Via via, int fresh, int duplicates, Duration took) {}

  /** Copies of a mail that another region has stored, or had already. */
  default void relayed(Acceptance.Via via, int messages) {}

  /** A mail could not be stored now; its sender brings it again. */
  default void unavailable(int messages) {}

  /** Both hear. */
  default IntakeListener and(IntakeListener other) {
    var first = this;
    return new IntakeListener() {
      @Override
      public void refused(Acceptance.Via via, Refusal why) {
        first.refused(via, why);
        other.refused(via, why);
      }

      @Override
      public void stored(Acceptance.Via via, int fresh, int duplicates, Duration took) {
        first.stored(via, fresh, duplicates, took);
        other.stored(via, fresh, duplicates, took);
      }

      @Override
      public void relayed(Acceptance.Via via, int messages) {
        first.relayed(via, messages);
        other.relayed(via, messages);
      }

      @Override
      public void unavailable(int messages) {
        first.unavailable(messages);
        other.unavailable(messages);
      }
    };
  }
}

package dev.postmeridian.outbox;

import java.time.Duration;
import java.util.Optional;

/** What a target said to one attempt. Words are ours: never what it wrote, nor an address. */
sealed interface Answer {
  /** It took it. */
  record Taken() implements Answer {}

  /**
   * It may take it another time.
   *
   * @param why what went wrong
   * @param notBefore how long it asked to be left alone
   * @param ofTarget whether it is the target that fails, and others would fare alike
   */
  record NotNow(String why, Optional<Duration> notBefore, boolean ofTarget) implements Answer {}

  /** It never will. */
  record Never(String why) implements Answer {}

  /** There is nothing to send any more. */
  record Nothing() implements Answer {}

  /** The target does not answer as it should, whatever is sent. */
  static Answer down(String why) {
    return new NotNow(why, Optional.empty(), true);
  }

  /** The target would not take this one. */
  static Answer refused(String why) {
    return new NotNow(why, Optional.empty(), false);
  }
}

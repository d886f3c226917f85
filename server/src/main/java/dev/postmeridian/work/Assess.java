package dev.postmeridian.work;

import dev.postmeridian.jobs.Claim;
import dev.postmeridian.jobs.Result.Verdict;

/** What a worker does with one message; may throw. Safe for many threads. */
@FunctionalInterface
public interface Assess {
  /**
   * What becomes of a message.
   *
   * @param data the raw message; nobody else has it
   */
  Verdict of(Claim claim, byte[] data);
}

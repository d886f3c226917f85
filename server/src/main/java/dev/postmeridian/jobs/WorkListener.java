package dev.postmeridian.jobs;

import java.time.Duration;

/** Hears how the work goes; for metrics. Called from the worker's threads: be quick. */
public interface WorkListener {
  /** Nobody listens. */
  WorkListener NONE = new WorkListener() {};

  /**
   * A message was decided.
   *
   * @param sinceAccepted from its acceptance to the decision's commit
   */
  default void triaged(Duration sinceAccepted) {}

  /** A message was quarantined. */
  default void quarantined() {}

  /** An attempt failed and will be repeated. */
  default void retried() {}

  /**
   * So many threads are held by messages whose time is over.
   *
   * @param threads zero again once all have come back
   */
  default void stuck(int threads) {}
}

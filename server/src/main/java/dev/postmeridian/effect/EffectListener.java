package dev.postmeridian.effect;

import java.time.Duration;

/** Hears how effects go; for metrics. Called from the outbox's thread: be quick. */
public interface EffectListener {
  /** Nobody listens. */
  EffectListener NONE = new EffectListener() {};

  /**
   * A target has taken one.
   *
   * @param sinceDecided from the decision to now
   */
  default void delivered(EffectName effect, Duration sinceDecided) {}

  /** An attempt failed and will be repeated. */
  default void failed(EffectName effect) {}

  /** One was given up. */
  default void died(EffectName effect) {}
}

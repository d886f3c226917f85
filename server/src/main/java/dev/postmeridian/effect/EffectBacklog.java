package dev.postmeridian.effect;

import java.time.Duration;
import java.util.Map;

/** What is not delivered, by the effect's name. */
public record EffectBacklog(Map<String, Undelivered> effects) {
  /**
   * Of one effect.
   *
   * @param oldest how long the oldest that waits has waited, zero if none does
   */
  public record Undelivered(long waiting, long dead, Duration oldest) {
    /** Nothing. */
    public static final Undelivered NONE = new Undelivered(0, 0, Duration.ZERO);
  }

  public EffectBacklog {
    effects = Map.copyOf(effects);
  }

  /** Of this effect. */
  public Undelivered of(EffectName effect) {
    return effects.getOrDefault(effect.value(), Undelivered.NONE);
  }
}

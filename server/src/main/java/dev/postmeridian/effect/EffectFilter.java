package dev.postmeridian.effect;

import java.util.Optional;

/**
 * Which effects are meant.
 *
 * @param message the beginning of a message's id, as hex digits
 * @param limit the most
 * @param before where a list goes on: the cursor of the line before
 */
public record EffectFilter(
    Optional<EffectState> state,
    Optional<EffectName> effect,
    Optional<String> message,
    int limit,
    Optional<String> before) {
  /** The most that one request lists or changes. */
  public static final int MAX_LIMIT = 1000;

  /**
   * @throws IllegalArgumentException if the limit is out of its range
   */
  public EffectFilter {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("a limit is 1 to " + MAX_LIMIT);
    }
  }

  /** All of them. */
  public static EffectFilter all(int limit) {
    return new EffectFilter(
        Optional.empty(), Optional.empty(), Optional.empty(), limit, Optional.empty());
  }

  /** The same with only this state. */
  public EffectFilter in(EffectState only) {
    return new EffectFilter(Optional.of(only), effect, message, limit, before);
  }
}

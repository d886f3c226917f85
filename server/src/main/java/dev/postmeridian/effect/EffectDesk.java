package dev.postmeridian.effect;

import java.util.List;

/** A region's effects as its people see them. Safe for many threads. */
public interface EffectDesk {
  /**
   * Those that match, the newest first.
   *
   * @throws IllegalArgumentException if 'before' is no place in the list
   */
  List<EffectLine> list(String actor, EffectFilter filter);

  /**
   * Delivers these again at once, with the same key and revision; dead ones where the filter names
   * no state. What is being delivered is left alone.
   *
   * @return how many
   */
  int retry(String actor, EffectFilter filter);

  /**
   * Forgets these undelivered; dead ones where the filter names no state. What is being delivered,
   * or was, is left alone.
   *
   * @return how many
   */
  int drop(String actor, EffectFilter filter);
}

package dev.postmeridian.effect;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Effects to be delivered, shared by all nodes of a region. Safe for many threads. */
public interface EffectQueue {
  /**
   * Claims what is due, oldest first, as far as there is room; never waits for other nodes. Mail of
   * a country that this region may not process is left where it is.
   *
   * @param node who claims: unique to a process's start
   * @param room the most of each effect
   * @param lease after which another may claim the same
   */
  List<EffectClaim> claim(String node, Map<EffectName, Integer> room, Duration lease);

  /** The message as it came, our own trace before it; empty if it was erased meanwhile. */
  Optional<byte[]> content(EffectClaim claim);

  /** Holds these longer, from now on. */
  void extend(String node, Collection<EffectClaim> claims, Duration lease);

  /** Writes down what became of claims; those that have passed on meanwhile are left alone. */
  void finish(String node, List<EffectResult> results);
}

package dev.postmeridian.replication;

import dev.postmeridian.change.ReplicationClass;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Whose turn it is among classes that have more to say than there is room for: urgent says 16 bytes
 * for 4 of normal and 1 of bulk, and who was silent has saved nothing up (start-time fair queueing,
 * Goyal et al., 1996).
 */
public final class FairTurns {
  private static final Map<ReplicationClass, Integer> WEIGHTS =
      new EnumMap<>(
          Map.of(
              ReplicationClass.URGENT, 16,
              ReplicationClass.NORMAL, 4,
              ReplicationClass.BULK, 1));
  private final Map<ReplicationClass, Double> spent = new EnumMap<>(ReplicationClass.class);
  private final Set<ReplicationClass> backlogged = EnumSet.noneOf(ReplicationClass.class);

  /** Says that a class has more to be had at once; it begins where the least served is. */
  public void hasMore(ReplicationClass who) {
    if (backlogged.contains(who)) {
      return;
    }
    double least = backlogged.stream().mapToDouble(c -> spent.getOrDefault(c, 0.0)).min().orElse(0);
    spent.merge(who, least, Math::max);
    backlogged.add(who);
  }

  /** Says that a class has no more for now. */
  public void hasNone(ReplicationClass who) {
    backlogged.remove(who);
  }

  /** Notes what a class has said. */
  public void took(ReplicationClass who, long bytes) {
    spent.merge(who, (double) Math.max(1, bytes) / weight(who), Double::sum);
  }

  /** Whether it is this class's turn: always, unless others wait that had less. */
  public boolean mayGo(ReplicationClass who) {
    double mine = spent.getOrDefault(who, 0.0);
    return !backlogged.contains(who)
        || backlogged.stream()
            .filter(other -> other.compareTo(who) < 0)
            .allMatch(other -> mine <= spent.getOrDefault(other, 0.0));
  }

  private static int weight(ReplicationClass who) {
    return WEIGHTS.getOrDefault(who, 1);
  }
}

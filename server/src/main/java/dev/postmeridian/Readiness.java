package dev.postmeridian;

import dev.postmeridian.http.RegionState;
import dev.postmeridian.http.RegionState.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether a node should get mail, and what is wrong with it, in words without content.
 *
 * @param database throws if the database does not answer
 * @param obstacle why the node should get no mail now
 * @param troubles what else is wrong
 */
record Readiness(
    Runnable database, Supplier<Optional<String>> obstacle, Supplier<List<String>> troubles)
    implements Supplier<RegionState> {

  @Override
  public RegionState get() {
    try {
      database.run();
    } catch (RuntimeException _) {
      return new RegionState(State.DOWN, List.of("the database does not answer"));
    }
    var reasons = new ArrayList<String>();
    obstacle.get().ifPresent(reasons::add);
    State state = reasons.isEmpty() ? State.DEGRADED : State.DOWN;
    reasons.addAll(troubles.get());
    return reasons.isEmpty() ? RegionState.READY : new RegionState(state, reasons);
  }
}

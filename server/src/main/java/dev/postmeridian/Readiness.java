package dev.postmeridian;

import dev.postmeridian.http.RegionState;
import dev.postmeridian.http.RegionState.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Whether a node should get mail, and what is wrong with it, in words without content.
 *
 * @param outage why the database is down, if that is known
 * @param database whether the database answers; must not wait long
 * @param obstacle why the node should get no mail now
 * @param troubles what else is wrong
 */
record Readiness(
    Supplier<Optional<String>> outage,
    BooleanSupplier database,
    Supplier<Optional<String>> obstacle,
    Supplier<List<String>> troubles)
    implements Supplier<RegionState> {

  @Override
  public RegionState get() {
    Optional<String> down = outage.get();
    if (down.isPresent() || !database.getAsBoolean()) {
      return RegionState.silent(down.orElse("the database does not answer"));
    }
    var reasons = new ArrayList<String>();
    obstacle.get().ifPresent(reasons::add);
    State state = reasons.isEmpty() ? State.DEGRADED : State.DOWN;
    reasons.addAll(troubles.get());
    return reasons.isEmpty() ? RegionState.READY : new RegionState(state, reasons);
  }
}

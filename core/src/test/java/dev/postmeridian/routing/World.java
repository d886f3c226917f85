package dev.postmeridian.routing;

import dev.postmeridian.health.HealthState;
import dev.postmeridian.health.PeerState;
import dev.postmeridian.region.RegionName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What a region under test knows of the others; every region of it is ready and unused. */
final class World implements Supplier<Outlook> {
  private final Map<RegionName, Outlook.View> views = new HashMap<>();

  World peer(RegionName region, int roundTripMillis) {
    return put(region, HealthState.READY, true, 0, 0, roundTripMillis, false);
  }

  World state(RegionName region, HealthState state) {
    var old = of(region);
    return put(
        region,
        state,
        old.modelHealthy(),
        old.utilisation(),
        old.queueDelay().toMinutes(),
        old.roundTrip().toMillis(),
        old.keyEscrowed());
  }

  World used(RegionName region, double utilisation) {
    var old = of(region);
    return put(
        region,
        old.state().state(),
        old.modelHealthy(),
        utilisation,
        old.queueDelay().toMinutes(),
        old.roundTrip().toMillis(),
        old.keyEscrowed());
  }

  World waiting(RegionName region, long minutes) {
    var old = of(region);
    return put(
        region,
        old.state().state(),
        old.modelHealthy(),
        old.utilisation(),
        minutes,
        old.roundTrip().toMillis(),
        old.keyEscrowed());
  }

  World model(RegionName region, boolean healthy) {
    var old = of(region);
    return put(
        region,
        old.state().state(),
        healthy,
        old.utilisation(),
        old.queueDelay().toMinutes(),
        old.roundTrip().toMillis(),
        old.keyEscrowed());
  }

  World escrowed(RegionName region) {
    var old = of(region);
    return put(
        region,
        old.state().state(),
        old.modelHealthy(),
        old.utilisation(),
        old.queueDelay().toMinutes(),
        old.roundTrip().toMillis(),
        true);
  }

  World put(
      RegionName region,
      HealthState state,
      boolean model,
      double used,
      long waitMinutes,
      long roundTripMillis,
      boolean escrowed) {
    views.put(
        region,
        new Outlook.View(
            new PeerState(state, state == HealthState.DOWN ? 0 : 1),
            model,
            used,
            Duration.ofMinutes(waitMinutes),
            Duration.ofMillis(roundTripMillis),
            escrowed));
    return this;
  }

  @Override
  public Outlook get() {
    return new Outlook(views);
  }

  private Outlook.View of(RegionName region) {
    return views.getOrDefault(region, Outlook.View.ITSELF);
  }
}

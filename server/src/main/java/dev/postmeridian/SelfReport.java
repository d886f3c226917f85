package dev.postmeridian;

import dev.postmeridian.health.HealthState;
import dev.postmeridian.health.Heartbeat;
import dev.postmeridian.http.RegionState;
import dev.postmeridian.link.AcceptedRate;
import dev.postmeridian.region.Region;
import dev.postmeridian.telemetry.Backlog;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a node tells the other regions of its own.
 *
 * @param state how it is
 * @param rate what it accepts
 * @param backlog what waits for a decision
 */
record SelfReport(
    Region region, Supplier<RegionState> state, AcceptedRate rate, Supplier<Backlog> backlog)
    implements Supplier<Heartbeat> {

  @Override
  public Heartbeat get() {
    return new Heartbeat(
        region.name(),
        health(),
        (double) rate.perMinute() / region.mailsPerMinute(),
        queueDelay(),
        Map.of(),
        false,
        Map.of(),
        Optional.empty());
  }

  private HealthState health() {
    return switch (state.get().state()) {
      case READY -> HealthState.READY;
      case DEGRADED -> HealthState.DEGRADED;
      case DRAINING -> HealthState.DRAINING;
      case DOWN -> HealthState.DOWN;
    };
  }

  /** A database that does not tell makes the state what it is. */
  private Duration queueDelay() {
    try {
      return backlog.get().oldest();
    } catch (RuntimeException _) {
      return Duration.ZERO;
    }
  }
}

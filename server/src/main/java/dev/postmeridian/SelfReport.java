package dev.postmeridian;

import dev.postmeridian.health.HealthState;
import dev.postmeridian.health.Heartbeat;
import dev.postmeridian.http.RegionState;
import dev.postmeridian.link.AcceptedRate;
import dev.postmeridian.region.Region;
import dev.postmeridian.store.StorageException;
import dev.postmeridian.telemetry.Backlog;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What a node tells the other regions of its own.
 *
 * @param state how it is
 * @param rate what it accepts
 * @param backlog what waits for a decision
 * @param model whether its tier's model works
 * @param escrowed whether the key that opens mail sealed to it is escrowed
 * @param positions how far it has got with each feed
 */
record SelfReport(
    Region region,
    Supplier<RegionState> state,
    AcceptedRate rate,
    Supplier<Backlog> backlog,
    BooleanSupplier model,
    BooleanSupplier escrowed,
    Supplier<Map<String, String>> positions)
    implements Supplier<Heartbeat> {

  @Override
  public Heartbeat get() {
    return new Heartbeat(
        region.name(),
        health(),
        (double) rate.perMinute() / region.mailsPerMinute(),
        queueDelay(),
        Map.of(region.tier(), model.getAsBoolean()),
        isEscrowed(),
        positions.get(),
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
    } catch (StorageException _) {
      return Duration.ZERO;
    }
  }

  private boolean isEscrowed() {
    try {
      return escrowed.getAsBoolean();
    } catch (StorageException _) {
      return false; // then nothing could be stored either
    }
  }
}

package dev.postmeridian.health;

import dev.postmeridian.region.ModelTier;
import dev.postmeridian.region.RegionName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a region says of itself each second.
 *
 * @param region who says it; believed only if it is the name in the peer's certificate
 * @param state of the region as a whole
 * @param utilisation accepted mails a minute over its capacity; 0 or more
 * @param queueDelay how long the oldest mail has been waiting for its decision
 * @param models whether each tier that it can decide with is healthy
 * @param keyEscrowed whether the key that opens mail sealed to it is escrowed
 * @param positions how far it has got with each feed it follows, by the feed's name
 * @param registryCommit the commit of the model registry that it runs
 */
public record Heartbeat(
    RegionName region,
    HealthState state,
    double utilisation,
    Duration queueDelay,
    Map<ModelTier, Boolean> models,
    boolean keyEscrowed,
    Map<String, String> positions,
    Optional<String> registryCommit) {
  private static final int MOST_POSITIONS = 1024;

  /**
   * @throws IllegalArgumentException if a number is impossible
   */
  public Heartbeat {
    if (!(utilisation >= 0) || Double.isInfinite(utilisation) || queueDelay.isNegative()) {
      throw new IllegalArgumentException("utilisation and queue delay are 0 or more");
    }
    if (positions.size() > MOST_POSITIONS) {
      throw new IllegalArgumentException("a region follows no " + positions.size() + " feeds");
    }
    models = Map.copyOf(models);
    positions = Map.copyOf(positions);
  }

  /** Whether the region can decide mail with any model; a region that names none can. */
  public boolean modelHealthy() {
    return models.isEmpty() || models.containsValue(true);
  }
}

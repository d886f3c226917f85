package dev.postmeridian.link;

import dev.postmeridian.health.HealthState;
import dev.postmeridian.health.Heartbeat;
import dev.postmeridian.region.ModelTier;
import dev.postmeridian.region.RegionName;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A heartbeat on the wire: JSON. What a later version adds is passed over, and what it leaves out
 * is nothing.
 */
final class HeartbeatJson {
  /** More is no heartbeat. */
  static final int MOST_BYTES = 256 << 10;

  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private HeartbeatJson() {}

  private record Wire(
      @Nullable String region,
      @Nullable String state,
      double utilisation,
      long queueDelayMillis,
      @Nullable Map<String, Boolean> models,
      boolean keyEscrowed,
      @Nullable Map<String, String> positions,
      @Nullable String registryCommit) {}

  static byte[] bytes(Heartbeat beat) {
    var models = new HashMap<String, Boolean>();
    beat.models().forEach((tier, healthy) -> models.put(tier.word(), healthy));
    return MAPPER.writeValueAsBytes(
        new Wire(
            beat.region().value(),
            beat.state().word(),
            beat.utilisation(),
            beat.queueDelay().toMillis(),
            models,
            beat.keyEscrowed(),
            beat.positions(),
            beat.registryCommit().orElse(null)));
  }

  /**
   * Reads one.
   *
   * @param from whose it must be
   * @throws IOException if it is none, or another region's
   */
  static Heartbeat read(byte[] bytes, RegionName from) throws IOException {
    try {
      var wire = MAPPER.readValue(bytes, Wire.class);
      if (!from.value().equals(wire.region())) {
        throw new IOException("the heartbeat of " + from + " names another region");
      }
      return new Heartbeat(
          from,
          state(wire.state()),
          wire.utilisation(),
          Duration.ofMillis(wire.queueDelayMillis()),
          models(Optional.ofNullable(wire.models()).orElse(Map.of())),
          wire.keyEscrowed(),
          Optional.ofNullable(wire.positions()).orElse(Map.of()),
          Optional.ofNullable(wire.registryCommit()));
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IOException("what came from " + from + " is no heartbeat", e);
    }
  }

  private static HealthState state(@Nullable String word) {
    return Stream.of(HealthState.values())
        .filter(state -> state.word().equals(word))
        .findFirst()
        .orElse(HealthState.DOWN);
  }

  private static Map<ModelTier, Boolean> models(Map<String, Boolean> byWord) {
    var models = new EnumMap<ModelTier, Boolean>(ModelTier.class);
    for (var tier : ModelTier.values()) {
      var healthy = byWord.get(tier.word());
      if (healthy != null) {
        models.put(tier, healthy);
      }
    }
    return models;
  }
}

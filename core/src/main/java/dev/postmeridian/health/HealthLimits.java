package dev.postmeridian.health;

import java.time.Duration;

/**
 * When a region counts as down, and how it comes back.
 *
 * @param heartbeat how often regions say how they are
 * @param suspicion the phi at which silence means down: at 8, one in 100 million is a false alarm
 * @param pause a silence that is nobody's death: a collection of garbage, a lost packet
 * @param errors failed exchanges in a row that mean down at once
 * @param recovery how long a region must be well before it gets mail again
 * @param ramp how long it then takes to its full share
 */
public record HealthLimits(
    Duration heartbeat,
    double suspicion,
    Duration pause,
    int errors,
    Duration recovery,
    Duration ramp) {
  /** What holds where the file is silent. */
  public static final HealthLimits DEFAULTS =
      new HealthLimits(
          Duration.ofSeconds(1),
          8,
          Duration.ofSeconds(1),
          2,
          Duration.ofSeconds(10),
          Duration.ofSeconds(30));

  /**
   * @throws IllegalArgumentException if a limit is out of its range
   */
  public HealthLimits {
    if (!heartbeat.isPositive()
        || pause.isNegative()
        || recovery.isNegative()
        || ramp.isNegative()) {
      throw new IllegalArgumentException("lengths of time are positive");
    }
    if (!(suspicion >= 1 && suspicion <= 16)) {
      throw new IllegalArgumentException("suspicion is from 1 to 16, not " + suspicion);
    }
    if (errors < 1) {
      throw new IllegalArgumentException("errors are 1 or more, not " + errors);
    }
  }
}

package dev.postmeridian.config;

import dev.postmeridian.health.HealthLimits;
import dev.postmeridian.routing.RoutingLimits;

/**
 * How the regions live together.
 *
 * @param health when a region counts as down
 * @param routing when a region gives mail to another
 * @param replication how they copy from each other
 */
public record FleetSettings(
    HealthLimits health, RoutingLimits routing, ReplicationSettings replication) {
  /** What holds where the file is silent. */
  public static final FleetSettings DEFAULTS =
      new FleetSettings(
          HealthLimits.DEFAULTS, RoutingLimits.DEFAULTS, ReplicationSettings.DEFAULTS);
}

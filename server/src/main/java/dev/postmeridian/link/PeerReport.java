package dev.postmeridian.link;

import dev.postmeridian.health.HealthState;
import dev.postmeridian.region.RegionName;
import java.time.Duration;
import java.util.Optional;

/**
 * How one region sees another.
 *
 * @param since how long it has been so
 * @param roundTrip over the link; empty while it is down
 * @param utilisation accepted mails a minute over its capacity; empty while it is not heard
 * @param queueDelay how long its oldest mail waits for a decision; empty while it is not heard
 */
public record PeerReport(
    RegionName region,
    HealthState state,
    Duration since,
    Optional<Duration> roundTrip,
    Optional<Double> utilisation,
    Optional<Duration> queueDelay) {}

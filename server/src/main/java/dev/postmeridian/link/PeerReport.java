package dev.postmeridian.link;

import dev.postmeridian.health.HealthState;
import dev.postmeridian.region.RegionName;
import java.time.Duration;
import java.util.Optional;

/**
 * How one region sees another.
 *
 * @param since how long it has been so
 * @param reason why it is not ready, in words
 * @param roundTrip over the link; empty while it is down
 * @param utilisation accepted mails a minute over its capacity; empty while it is not heard
 * @param queueDelay how long its oldest mail waits for a decision; empty while it is not heard
 * @param errors exchanges that failed since this node started
 */
public record PeerReport(
    RegionName region,
    HealthState state,
    Duration since,
    Optional<String> reason,
    Optional<Duration> roundTrip,
    Optional<Double> utilisation,
    Optional<Duration> queueDelay,
    long errors) {}

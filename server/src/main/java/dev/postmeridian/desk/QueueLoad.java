package dev.postmeridian.desk;

import dev.postmeridian.triage.QueueName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A queue and what waits in it: its messages that are not done.
 *
 * @param sla how long a message may wait for a person
 * @param oldest when its oldest message came
 */
public record QueueLoad(
    QueueName name,
    String description,
    Optional<Duration> sla,
    long messages,
    Optional<Instant> oldest) {}

package dev.postmeridian.effect;

import dev.postmeridian.region.Country;
import java.time.Instant;
import java.util.Optional;

/**
 * An effect as people see it.
 *
 * @param key of a message and an effect, which the deployment file may not name any more
 * @param since when this revision was first to be delivered, or was asked for again
 * @param nextAt when it is tried next; empty unless it waits
 * @param endedAt when it was delivered or given up
 * @param error what went wrong last, without content; empty if nothing did
 * @param cursor where the list goes on after it
 */
public record EffectLine(
    EffectKey key,
    Country country,
    long revision,
    EffectState state,
    int attempts,
    Instant since,
    Optional<Instant> nextAt,
    Optional<Instant> endedAt,
    Optional<String> error,
    String cursor) {}

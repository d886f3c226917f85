package dev.postmeridian.sealing;

import java.time.Instant;
import java.util.Optional;

/**
 * One of a region's own sealing keys.
 *
 * @param escrowedAt when it was last brought to safety outside the region; empty if never
 * @param current whether it is the one that is sealed to now
 */
public record HeldKey(KeyId id, Instant madeAt, Optional<Instant> escrowedAt, boolean current) {}

package dev.postmeridian.sealing;

import java.time.Instant;

/** A sealing key and when it was made, which outlives its region. */
public record MadeKey(KeyPair pair, Instant madeAt) {}

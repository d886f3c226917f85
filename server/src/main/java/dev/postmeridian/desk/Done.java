package dev.postmeridian.desk;

import java.time.Instant;

/** That a person finished a message: who, and when. */
public record Done(String by, Instant at) {}

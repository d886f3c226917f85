package dev.postmeridian.desk;

import java.util.Locale;

/** How far a message has come. */
public enum MessageState {
  /** Stored, waiting for a worker. */
  ACCEPTED,
  /** Decided. */
  TRIAGED,
  /** Could not be decided; a person must look. */
  QUARANTINED;

  /** The word of the API. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.postmeridian.triage;

import java.util.Locale;

/** How soon a person should look, in ascending order. */
public enum Priority {
  LOW,
  NORMAL,
  HIGH,
  URGENT;

  /** The word of the API and the deployment file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.postmeridian.desk;

import java.util.Locale;

/** What a list of messages begins with. */
public enum Order {
  /** The newest. */
  NEWEST,
  /** What presses most, and of that the oldest. */
  PRESSING;

  /** The word of the API. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

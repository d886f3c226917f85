package dev.postmeridian.replication;

import java.util.Locale;

/** Why a change that came is not taken: it stands in quarantine by its name alone. */
public enum Cause {
  /** This region may not process its country's mail. */
  UNLAWFUL,
  /** It is of a version that this program does not know, and no neighbour of it. */
  VERSION,
  /** It is from further in the future than clocks may differ. */
  CLOCK,
  /** It could not be read. */
  UNREADABLE,
  /** The database would not store it. */
  REFUSED;

  /** The word of the database and of metrics. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The cause of this word. */
  public static Cause of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Whether it may clear while this program runs. */
  public boolean clearsByItself() {
    return this == CLOCK;
  }
}

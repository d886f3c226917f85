package dev.postmeridian.health;

/** How a region is, from best to worst. */
public enum HealthState {
  /** It takes mail and decides it. */
  READY("ready"),
  /** It takes mail, and something of it is not as it should be. */
  DEGRADED("degraded"),
  /** It finishes what it has and takes nothing new. */
  DRAINING("draining"),
  /** It cannot be reached, or cannot take mail. */
  DOWN("down");

  private final String word;

  HealthState(String word) {
    this.word = word;
  }

  /** The word that people and other programs read. */
  public String word() {
    return word;
  }

  /** Whether it takes new mail. */
  public boolean takesMail() {
    return this == READY || this == DEGRADED;
  }
}

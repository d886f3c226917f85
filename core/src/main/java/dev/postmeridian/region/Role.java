package dev.postmeridian.region;

/**
 * What a region does beside triage: the primary collects the audit trail and runs rollouts while it
 * lives.
 */
public enum Role {
  PRIMARY("primary"),
  ACTIVE_SECONDARY("active-secondary");

  private final String word;

  Role(String word) {
    this.word = word;
  }

  /** The word of the deployment file. */
  public String word() {
    return word;
  }
}

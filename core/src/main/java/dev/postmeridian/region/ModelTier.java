package dev.postmeridian.region;

/** The kind of model a region decides with. */
public enum ModelTier {
  PRODUCTION_OPTIMIZED("production-optimized"),
  GDPR_COMPLIANT("gdpr-compliant"),
  LATENCY_OPTIMIZED("latency-optimized");

  private final String word;

  ModelTier(String word) {
    this.word = word;
  }

  /** The word of the deployment file. */
  public String word() {
    return word;
  }
}

package dev.postmeridian.triage;

/** How a text presses, but for its {@linkplain Term terms}, with the score that it declares. */
enum Pressure {
  HASTE("presses for time", 2),
  STANDSTILL("work stands still", 2),
  LEGAL_STEPS("speaks of legal steps", 1.5);

  private final String words;
  private final double score;

  Pressure(String words, double score) {
    this.words = words;
    this.score = score;
  }

  /** How a phrase presses that means this. */
  static Pressure of(Meaning meaning) {
    return switch (meaning) {
      case HASTE -> HASTE;
      case STANDSTILL -> STANDSTILL;
      case LEGAL_STEPS -> LEGAL_STEPS;
      default -> throw new IllegalArgumentException(meaning + " does not press");
    };
  }

  Reason reason(String found) {
    return new Reason(Reason.About.PRIORITY, Reason.Kind.RULE, words + ": " + found, score);
  }
}

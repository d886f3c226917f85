package dev.postmeridian.triage;

import java.util.Arrays;

/** How near a term is, and so how much it presses. */
enum Nearness {
  DAY("within a day", 1, 2),
  WEEK("within a week", 7, 1),
  MONTH("within a month", 31, 0.5),
  LATER("more than a month away", Integer.MAX_VALUE, 0.25);

  private final String words;
  private final int days;
  private final double score;

  Nearness(String words, int days, double score) {
    this.words = words;
    this.days = days;
    this.score = score;
  }

  /** How near a day is that is so many days away. */
  static Nearness of(long days) {
    return Arrays.stream(values()).filter(near -> days <= near.days).findFirst().orElse(LATER);
  }

  String words() {
    return words;
  }

  double score() {
    return score;
  }
}

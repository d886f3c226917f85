package dev.postmeridian.classifier;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;

/** What the figures of a training mean, a sentence each, for people who train no models daily. */
final class FigureWords {
  /** Below so many examples a figure is no reason to believe anything. */
  static final int FEW_MEASURED = 100;

  private static final Map<String, DoubleFunction<String>> SENTENCES = new LinkedHashMap<>();
  private static final Map<String, DoubleFunction<String>> VERDICTS = new LinkedHashMap<>();

  static {
    SENTENCES.put(
        "accuracy",
        share ->
            "%s of the held-out examples were told right (of two equal labels, guessing reaches 50%%)."
                .formatted(percent(share)));
    SENTENCES.put(
        "macro_f1",
        share ->
            ("%s: right and complete, each label counting alike however rare; 100%% is perfect, and"
                    + " far below accuracy means that rare labels are missed.")
                .formatted(percent(share)));
    SENTENCES.put(
        "ece", error -> "Its confidence is off by %s on average".formatted(percent(error)));
    VERDICTS.put(
        "ece",
        error ->
            error < 0.05 ? "believe it" : error < 0.15 ? "a rough guide" : "do not believe it");
    SENTENCES.put(
        "false_positive_rate",
        share -> "%s of wanted mail would land in junk".formatted(percent(share)));
    VERDICTS.put(
        "false_positive_rate",
        share ->
            share <= 0.001
                ? "very good"
                : share <= 0.005 ? "good" : share <= 0.02 ? "too much for most" : "bad");
    SENTENCES.put(
        "false_negative_rate",
        share ->
            "%s of junk would pass; the less wanted mail is lost, the more."
                .formatted(percent(share)));
    SENTENCES.put(
        "one_minus_roca_percent",
        percent ->
            ("In %.3f%% of pairs wanted mail scores above junk, whatever the threshold: 0 is perfect,"
                    + " good filters trained on their own mailbox reach 0.02.")
                .formatted(percent));
  }

  private FigureWords() {}

  /**
   * A sentence on a figure of the report; empty for what needs none.
   *
   * @param measured how many examples it comes from
   */
  static Optional<String> of(String figure, double value, long measured) {
    if (figure.startsWith("recall_at_")) {
      String price =
          figure.substring("recall_at_".length()).replace("_percent_false_positives", "");
      return Optional.of(
          "%s of junk is found if %s%% of wanted mail may be lost."
              .formatted(percent(value), price));
    }
    return Optional.ofNullable(SENTENCES.get(figure))
        .map(sentence -> sentence.apply(value) + verdict(figure, value, measured));
  }

  private static String verdict(String figure, double value, long measured) {
    var verdict = VERDICTS.get(figure);
    if (verdict == null) {
      return "";
    }
    return ": "
        + (measured < FEW_MEASURED ? "too few examples to tell" : verdict.apply(value))
        + ".";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, share < 0.1 ? "%.2f%%" : "%.1f%%", 100 * share);
  }
}

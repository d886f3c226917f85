package dev.postmeridian.triage;

import dev.postmeridian.mail.MailContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Log-odds of junk, additive over words and findings: naive Bayes and logistic regression added up
 * in one table.
 *
 * <p>{@code logOdds = bias + sum of text weights / sqrt(text features + 20) + sum of finding
 * weights}. The root keeps long mails from drowning in their thousands of dependent n-grams, which
 * matters most for mail of a site never seen. Shouting adds something only to what speaks for junk
 * without it.
 *
 * @param weights one byte for each index of a {@link FeatureBag}
 * @param textScale what one unit of a text weight is worth
 * @param findingScale what one unit of a finding's weight is worth
 * @param bias log-odds of an empty message
 * @param threshold log-odds from which a message is junk
 */
@SuppressWarnings("ArrayRecordComponent")
public record JunkModel(
    byte[] weights, float textScale, float findingScale, double bias, double threshold) {
  private static final int SHRINK = 20;

  /** How much shouting counts at most, as a part of what all else adds up to. */
  private static final double LOUDEST = 1.5;

  /**
   * @throws IllegalArgumentException if the table has the wrong size or a number is not finite
   */
  public JunkModel {
    if (weights.length != FeatureBag.ALL) {
      throw new IllegalArgumentException("a junk model has " + FeatureBag.ALL + " weights");
    }
    if (!Double.isFinite(textScale + findingScale + bias + threshold)) {
      throw new IllegalArgumentException("a junk model's numbers must be finite");
    }
  }

  /** A verdict with what made it; the reasons' weights and the bias add up to the log-odds. */
  record Verdict(double logOdds, double bias, List<Reason> reasons) {
    double probability() {
      return 1 / (1 + Math.exp(-logOdds));
    }
  }

  static double textNorm(int textFeatures) {
    return 1 / Math.sqrt(textFeatures + SHRINK);
  }

  /** Log-odds that a message is junk. */
  public double logOdds(MailContent content) {
    return logOdds(JunkFeatures.of(content));
  }

  double logOdds(FeatureBag bag) {
    return bias + Arrays.stream(shares(bag, 0)).sum();
  }

  boolean isJunk(double logOdds) {
    return logOdds >= threshold;
  }

  /**
   * Judges a message.
   *
   * @param beside log-odds that other evidence adds: shouting counts beside it, too
   */
  Verdict judge(FeatureBag bag, double beside) {
    double[] share = shares(bag, beside);
    var reasons = new ArrayList<Reason>();
    double sum = bias;
    for (int p = 0; p < share.length; p++) {
      sum += share[p];
      if (share[p] != 0) {
        reasons.add(new Reason(Reason.About.JUNK, bag.kind(p), bag.words(p), share[p]));
      }
    }
    return new Verdict(sum, bias, reasons);
  }

  private double[] shares(FeatureBag bag, double beside) {
    double perText = textScale * textNorm(bag.textSize());
    double[] share = new double[bag.pieces()];
    for (int i = 0; i < bag.size(); i++) {
      int index = bag.index(i);
      share[bag.piece(i)] += weights[index] * (index < FeatureBag.SIZE ? perText : findingScale);
    }
    return withinReason(share, bag, bias + beside);
  }

  /** Whoever is angry shouts, too: what says nothing of junk but that is none. */
  private static double[] withinReason(double[] share, FeatureBag bag, double beside) {
    int[] shouted =
        IntStream.range(0, share.length)
            .filter(p -> share[p] > 0 && StructureFindings.isShouting(bag.kind(p), bag.words(p)))
            .toArray();
    if (shouted.length == 0) {
      return share;
    }
    double shouting = Arrays.stream(shouted).mapToDouble(p -> share[p]).sum();
    double rest = beside + Arrays.stream(share).sum() - shouting;
    for (int p : shouted) {
      share[p] *= Math.clamp(LOUDEST * rest / shouting, 0, 1);
    }
    return share;
  }
}

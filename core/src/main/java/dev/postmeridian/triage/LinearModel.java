package dev.postmeridian.triage;

import java.util.ArrayList;
import java.util.List;

/**
 * A linear classifier of texts: for each class a score additive over words, and probabilities by
 * softmax.
 *
 * @param classes names, in the order of the tables
 * @param weights for each class a byte for each text feature
 * @param scales for each class what one unit of its weights is worth, calibrated
 * @param biases for each class its score of an empty text, calibrated
 * @param rarity for each text feature its inverse document frequency in sixteenths
 */
@SuppressWarnings("ArrayRecordComponent")
public record LinearModel(
    List<String> classes, byte[][] weights, float[] scales, float[] biases, byte[] rarity) {
  /**
   * @throws IllegalArgumentException if the tables do not fit the classes
   */
  public LinearModel {
    classes = List.copyOf(classes);
    int n = classes.size();
    if (n < 2 || weights.length != n || scales.length != n || biases.length != n) {
      throw new IllegalArgumentException("a linear model has a table for each of its classes");
    }
    for (byte[] table : weights) {
      if (table.length != FeatureBag.SIZE || rarity.length != FeatureBag.SIZE) {
        throw new IllegalArgumentException("a table has " + FeatureBag.SIZE + " weights");
      }
    }
  }

  /** What one feature counts for in a text with this norm. */
  double value(int index) {
    return (rarity[index] & 0xff) / 16.0;
  }

  double norm(FeatureBag bag) {
    double squares = 0;
    for (int i = 0; i < bag.size(); i++) {
      double value = value(bag.index(i));
      squares += value * value;
    }
    return squares == 0 ? 0 : 1 / Math.sqrt(squares);
  }

  /** Probabilities of the classes for a text. */
  public double[] probabilities(String text) {
    return Calibration.softmax(logits(TextFeatures.of(text)), 1);
  }

  double[] logits(FeatureBag bag) {
    double norm = norm(bag);
    double[] logits = new double[weights.length];
    for (int c = 0; c < logits.length; c++) {
      double sum = 0;
      for (int i = 0; i < bag.size(); i++) {
        sum += weights[c][bag.index(i)] * value(bag.index(i));
      }
      logits[c] = biases[c] + sum * norm * scales[c];
    }
    return logits;
  }

  /**
   * Why one class is ahead of another: reasons add up to the difference of their logits less that
   * of their biases.
   */
  List<Reason> reasons(FeatureBag bag, int ahead, int behind, Reason.About about) {
    double norm = norm(bag);
    double[] share = new double[bag.pieces()];
    for (int i = 0; i < bag.size(); i++) {
      int index = bag.index(i);
      double difference =
          weights[ahead][index] * (double) scales[ahead]
              - weights[behind][index] * (double) scales[behind];
      share[bag.piece(i)] += difference * value(index) * norm;
    }
    var reasons = new ArrayList<Reason>();
    for (int p = 0; p < share.length; p++) {
      if (share[p] != 0) {
        reasons.add(new Reason(about, bag.kind(p), bag.words(p), share[p]));
      }
    }
    return reasons;
  }
}

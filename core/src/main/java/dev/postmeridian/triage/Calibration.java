package dev.postmeridian.triage;

import java.util.Arrays;

/** Turns scores into probabilities (Platt 1999; temperature scaling, Guo et al. 2017). */
final class Calibration {
  private Calibration() {}

  /**
   * Slope and intercept of log-odds over the score, by Newton's method, both classes weighing the
   * same and targets drawn in as Platt does, so that no score becomes certainty.
   */
  static double[] logistic(double[] negative, double[] positive) {
    double high = (positive.length + 1.0) / (positive.length + 2.0);
    double low = 1.0 / (negative.length + 2.0);
    double a = 1;
    double b = 0;
    for (int step = 0; step < 100; step++) {
      double[] g = new double[5];
      accumulate(g, positive, high, 1.0 / positive.length, a, b);
      accumulate(g, negative, low, 1.0 / negative.length, a, b);
      double det = (g[2] + 1e-9) * (g[4] + 1e-9) - g[3] * g[3];
      double da = ((g[4] + 1e-9) * g[0] - g[3] * g[1]) / det;
      double db = ((g[2] + 1e-9) * g[1] - g[3] * g[0]) / det;
      a = Math.clamp(a + Math.clamp(da, -1, 1), 1e-3, 50);
      b += Math.clamp(db, -1, 1);
    }
    return new double[] {a, b};
  }

  private static void accumulate(
      double[] g, double[] scores, double target, double weight, double a, double b) {
    for (double score : scores) {
      double p = 1 / (1 + StrictMath.exp(-(a * score + b)));
      double error = weight * (target - p);
      double curve = weight * p * (1 - p);
      g[0] += error * score;
      g[1] += error;
      g[2] += curve * score * score;
      g[3] += curve * score;
      g[4] += curve;
    }
  }

  /** The factor on logits that makes their softmax most likely, searched on a grid. */
  static double temperature(double[][] logits, int[] answers) {
    double best = 1;
    double least = Double.MAX_VALUE;
    for (int step = -40; step <= 60; step++) {
      double factor = StrictMath.exp(step * 0.1);
      double loss = 0;
      for (int i = 0; i < answers.length; i++) {
        loss -= StrictMath.log(Math.max(1e-12, softmax(logits[i], factor)[answers[i]]));
      }
      if (loss < least) {
        least = loss;
        best = factor;
      }
    }
    return best;
  }

  static double[] softmax(double[] logits, double factor) {
    double max = Arrays.stream(logits).max().orElse(0);
    double[] p = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      p[i] = StrictMath.exp((logits[i] - max) * factor);
      sum += p[i];
    }
    for (int i = 0; i < p.length; i++) {
      p[i] /= sum;
    }
    return p;
  }
}

package dev.postmeridian.triage;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** How well answers fit the truth, on examples a model has not seen. */
public final class Scores {
  private Scores() {}

  /**
   * Figures of a verdict between two classes, from the scores of each.
   *
   * @param threshold from which a score means junk
   */
  public static Map<String, Double> junk(double[] ham, double[] junk, double threshold) {
    double[] h = ham.clone();
    double[] j = junk.clone();
    Arrays.sort(h);
    Arrays.sort(j);
    var figures = new TreeMap<String, Double>();
    figures.put("n", (double) (h.length + j.length));
    figures.put("one_minus_roca_percent", 100 * (1 - area(h, j)));
    figures.put("false_positive_rate", above(h, threshold));
    figures.put("false_negative_rate", 1 - above(j, threshold));
    for (double rate : new double[] {0.001, 0.005, 0.01}) {
      double at = h[(int) Math.min(h.length - 1, Math.floor(h.length * (1 - rate)))];
      figures.put("recall_at_" + rate * 100 + "_percent_false_positives", above(j, at + 1e-9));
    }
    figures.put(
        "accuracy",
        (above(j, threshold) * j.length + (1 - above(h, threshold)) * h.length)
            / (h.length + j.length));
    return figures;
  }

  private static double above(double[] sorted, double threshold) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < threshold) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return sorted.length == 0 ? 0 : (sorted.length - low) / (double) sorted.length;
  }

  /** Area under the ROC curve: how often a junk message scores above a ham one. */
  private static double area(double[] ham, double[] junk) {
    double sum = 0;
    for (double score : junk) {
      sum += (1 - above(ham, score)) + 0.5 * (above(ham, score) - above(ham, Math.nextUp(score)));
    }
    return junk.length == 0 ? 0 : sum / junk.length;
  }

  /**
   * Figures of answers among classes.
   *
   * @param probabilities for each example those of all classes
   * @param truth for each example the index of its class, or -1 for one the model does not know
   */
  public static Map<String, Double> classes(double[][] probabilities, int[] truth, int classes) {
    double[] right = new double[classes];
    double[] said = new double[classes];
    double[] were = new double[classes];
    double[][] bins = new double[15][3];
    double correct = 0;
    for (int i = 0; i < truth.length; i++) {
      int best = best(probabilities[i]);
      boolean hit = best == truth[i];
      correct += hit ? 1 : 0;
      said[best]++;
      if (truth[i] >= 0) {
        were[truth[i]]++;
        right[truth[i]] += hit ? 1 : 0;
      }
      double[] bin = bins[(int) Math.min(14, probabilities[i][best] * 15)];
      bin[0]++;
      bin[1] += probabilities[i][best];
      bin[2] += hit ? 1 : 0;
    }
    double f1 = 0;
    int seen = 0;
    for (int c = 0; c < classes; c++) {
      if (said[c] + were[c] > 0) {
        f1 += 2 * right[c] / (said[c] + were[c]);
        seen++;
      }
    }
    double error = 0;
    for (double[] bin : bins) {
      error += Math.abs(bin[1] - bin[2]);
    }
    var figures = new TreeMap<String, Double>();
    figures.put("n", (double) truth.length);
    figures.put("accuracy", correct / Math.max(1, truth.length));
    figures.put("macro_f1", f1 / Math.max(1, seen));
    figures.put("ece", error / Math.max(1, truth.length));
    return figures;
  }

  private static int best(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}

package dev.postmeridian.triage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;

/**
 * Learns a {@link LinearModel}: one-vs-rest support vector machines with squared loss by dual
 * coordinate descent (Hsieh et al. 2008), probabilities by temperature on texts left out.
 *
 * <p>The same examples in the same order give the same model, bit for bit.
 */
public final class LinearTrainer {
  private static final double COST = 0.5;
  private static final int EPOCHS = 20;
  private static final int HELD_OUT = 10;
  private static final double MAX_RARITY = 15.9;

  private final List<int[]> texts = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();

  /** Takes a labelled text in. */
  public void add(String text, String label) {
    texts.add(TextFeatures.of(text).indices());
    labels.add(label);
  }

  /**
   * Learns from all texts taken in.
   *
   * @param progress told the part done, 0 to 1
   * @throws IllegalArgumentException if there are fewer than two classes or ten texts
   */
  public LinearModel train(DoubleConsumer progress) {
    List<String> classes = List.copyOf(counts().keySet());
    if (classes.size() < 2 || texts.size() < 10) {
      throw new IllegalArgumentException(
          "training needs at least two labels and ten texts, and has "
              + classes.size()
              + " and "
              + texts.size());
    }
    int[] answers = labels.stream().mapToInt(classes::indexOf).toArray();
    double factor = temperature(classes.size(), answers, progress);
    float[] rarity = rarity(all());
    float[][] weights =
        fit(all(), answers, classes.size(), rarity, p -> progress.accept(0.5 + p / 2));
    return round(classes, weights, factor, rarity);
  }

  private SortedMap<String, Integer> counts() {
    var counts = new TreeMap<String, Integer>();
    labels.forEach(label -> counts.merge(label, 1, Integer::sum));
    return counts;
  }

  private List<Integer> all() {
    var all = new ArrayList<Integer>();
    for (int i = 0; i < texts.size(); i++) {
      all.add(i);
    }
    return all;
  }

  private double temperature(int classes, int[] answers, DoubleConsumer progress) {
    var order = all();
    Collections.shuffle(order, new Random(7));
    int held = Math.max(1, order.size() / HELD_OUT);
    List<Integer> test = order.subList(0, held);
    List<Integer> train = order.subList(held, order.size());
    float[] rarity = rarity(train);
    float[][] weights = fit(train, answers, classes, rarity, p -> progress.accept(p / 2));
    double[][] logits = new double[held][classes];
    int[] truth = new int[held];
    for (int i = 0; i < held; i++) {
      truth[i] = answers[test.get(i)];
      for (int c = 0; c < classes; c++) {
        logits[i][c] = score(weights[c], texts.get(test.get(i)), rarity);
      }
    }
    return Calibration.temperature(logits, truth);
  }

  /** Inverse document frequencies, rounded as the model keeps them. */
  private float[] rarity(List<Integer> train) {
    int[] documents = new int[FeatureBag.SIZE];
    for (int i : train) {
      for (int f : texts.get(i)) {
        documents[f]++;
      }
    }
    float[] rarity = new float[FeatureBag.SIZE];
    for (int f = 0; f < rarity.length; f++) {
      double idf = StrictMath.log((train.size() + 1.0) / (documents[f] + 0.5));
      rarity[f] = documents[f] == 0 ? 0 : Math.round(Math.clamp(idf, 0.1, MAX_RARITY) * 16) / 16f;
    }
    return rarity;
  }

  private float[][] fit(
      List<Integer> train, int[] answers, int classes, float[] rarity, DoubleConsumer progress) {
    float[][] weights = new float[classes][];
    double[] norms = new double[texts.size()];
    for (int i : train) {
      norms[i] = norm(texts.get(i), rarity);
    }
    for (int c = 0; c < classes; c++) {
      weights[c] = machine(train, answers, c, rarity, norms);
      progress.accept((c + 1.0) / classes);
    }
    return weights;
  }

  /** One class against the rest; the last weight is the bias. */
  private float[] machine(
      List<Integer> train, int[] answers, int target, float[] rarity, double[] norms) {
    float[] weights = new float[FeatureBag.SIZE + 1];
    double[] alpha = new double[texts.size()];
    var order = new ArrayList<>(train);
    var random = new Random(target + 1L);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      Collections.shuffle(order, random);
      for (int i : order) {
        step(weights, alpha, i, answers[i] == target ? 1 : -1, rarity, norms[i]);
      }
    }
    return weights;
  }

  private void step(float[] weights, double[] alpha, int i, int sign, float[] rarity, double norm) {
    int[] text = texts.get(i);
    double diagonal = 0.5 / COST;
    double sum = 0;
    for (int f : text) {
      sum += weights[f] * rarity[f];
    }
    double margin = sign * (sum * norm + weights[FeatureBag.SIZE]);
    double gradient = margin - 1 + alpha[i] * diagonal;
    double next = Math.max(0, alpha[i] - gradient / (2 + diagonal));
    double change = (next - alpha[i]) * sign;
    alpha[i] = next;
    if (change == 0) {
      return;
    }
    for (int f : text) {
      weights[f] += (float) (change * norm * rarity[f]);
    }
    weights[FeatureBag.SIZE] += (float) change;
  }

  private static double norm(int[] text, float[] rarity) {
    double squares = 0;
    for (int f : text) {
      squares += rarity[f] * rarity[f];
    }
    return squares == 0 ? 0 : 1 / Math.sqrt(squares);
  }

  private static double score(float[] weights, int[] text, float[] rarity) {
    double sum = 0;
    for (int f : text) {
      sum += weights[f] * rarity[f];
    }
    return sum * norm(text, rarity) + weights[FeatureBag.SIZE];
  }

  private static LinearModel round(
      List<String> classes, float[][] weights, double factor, float[] rarity) {
    int n = classes.size();
    byte[][] bytes = new byte[n][FeatureBag.SIZE];
    float[] scales = new float[n];
    float[] biases = new float[n];
    for (int c = 0; c < n; c++) {
      float largest = 1e-9f;
      for (int f = 0; f < FeatureBag.SIZE; f++) {
        largest = Math.max(largest, Math.abs(weights[c][f]));
      }
      for (int f = 0; f < FeatureBag.SIZE; f++) {
        bytes[c][f] = (byte) Math.round(weights[c][f] / largest * 127);
      }
      scales[c] = (float) (largest / 127 * factor);
      biases[c] = (float) (weights[c][FeatureBag.SIZE] * factor);
    }
    byte[] rare = new byte[FeatureBag.SIZE];
    for (int f = 0; f < rare.length; f++) {
      rare[f] = (byte) Math.round(rarity[f] * 16);
    }
    return new LinearModel(classes, bytes, scales, biases, rare);
  }
}

package dev.postmeridian.triage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Words and pieces of words that queues' descriptions and examples have, in any language. */
final class Spellings {
  /** A pair of a joined script says as much as a word of six letters, which has six features. */
  private static final double PAIR = Math.sqrt(6);

  private final int queues;
  private final Map<Integer, float[]> weights = new HashMap<>();

  Spellings(List<Queue> queues) {
    this.queues = queues.size();
    for (int q = 0; q < queues.size(); q++) {
      learn(q, queues.get(q));
    }
    weigh();
  }

  /**
   * What a word of a mail has in common with the queues.
   *
   * @param shared for each queue how much
   * @param known how much of the word any queue knows, squared
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Likeness(float[] shared, double known) {}

  Likeness of(String word, double weight) {
    float[] shared = new float[queues];
    int[] features = features(word);
    int known = 0;
    double each = QueueWords.isJoined(word) ? weight * PAIR : weight / Math.sqrt(features.length);
    for (int feature : features) {
      float[] having = weights.get(feature);
      if (having != null) {
        Vectors.addTo(shared, having, each);
        known++;
      }
    }
    return new Likeness(shared, weight * weight * known / features.length);
  }

  private void learn(int queue, Queue described) {
    List<String> texts = new ArrayList<>(described.examples());
    texts.add(described.name().value().replaceAll("[_-]", " ") + " " + described.description());
    for (String text : texts) {
      for (String word : QueueWords.of(text).keySet()) {
        for (int feature : features(word)) {
          float[] having = weights.computeIfAbsent(feature, _ -> new float[queues]);
          having[queue] = Math.min(having[queue] + 0.5f, 1);
        }
      }
    }
  }

  /** What few queues share weighs more; each queue's weights get the same length. */
  private void weigh() {
    double[] squares = new double[queues];
    for (float[] each : weights.values()) {
      int having = 0;
      for (float weight : each) {
        having += weight > 0 ? 1 : 0;
      }
      double rarity = StrictMath.log(1 + queues / (double) having);
      for (int q = 0; q < each.length; q++) {
        each[q] *= (float) rarity;
        squares[q] += each[q] * each[q];
      }
    }
    for (float[] each : weights.values()) {
      for (int q = 0; q < each.length; q++) {
        each[q] /= (float) StrictMath.pow(squares[q] + 1e-6, 0.25);
      }
    }
  }

  /** A word and its pieces of four and five letters; a pair of joined script is one feature. */
  private static int[] features(String word) {
    int n = word.length();
    int pieces = Math.max(0, n - 3) + Math.max(0, n - 4);
    int[] features = new int[1 + pieces];
    int count = 0;
    features[count++] = word.hashCode();
    for (int length = 4; length <= 5; length++) {
      for (int i = 0; i + length <= n; i++) {
        int hash = i == 0 ? 17 : 31;
        for (int k = i; k < i + length; k++) {
          hash = (hash ^ word.charAt(k)) * 0x01000193;
        }
        features[count++] = hash * 8 + length;
      }
    }
    return features;
  }
}

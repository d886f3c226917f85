package dev.postmeridian.triage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the queue a mail belongs to by what is said of each queue: a sentence and a few examples.
 *
 * <p>Two likenesses add up. Meaning: vectors of a static token table, English alone, of what is
 * most like the mail among the parts of the sentence and the examples. Spelling: words and pieces
 * of words shared with a description or an example, in any language. Both are sums over the mail's
 * words divided by a norm of the whole mail, so each word's share is exact. A mail unlike every
 * queue goes to review, which competes with a constant.
 */
final class QueueMatcher {
  private static final double SPELLING_FLOOR = 2;

  /** What a queue's sentence lists one after the other. */
  private static final Pattern PARTS = Pattern.compile("[,;.:]|\\s(?:and|or)\\s");

  /** A pair of a joined script says as much as a word of six letters, which has six features. */
  private static final double PAIR = Math.sqrt(6);

  /** Share of its words that the table must know as they are to read an example's meaning. */
  private static final double READABLE = 0.6;

  private final List<Queue> queues;
  private final TokenTable table;
  private final QueueTuning tuning;
  private final List<List<float[]>> meanings;
  private final Map<Integer, float[]> spellings = new HashMap<>();

  QueueMatcher(List<Queue> queues, TokenTable table, QueueTuning tuning) {
    this.queues = List.copyOf(queues);
    this.table = table;
    this.tuning = tuning;
    this.meanings = queues.stream().map(this::meanings).toList();
    for (int q = 0; q < queues.size(); q++) {
      spelling(q);
    }
    weigh();
  }

  /**
   * What the queues got.
   *
   * @param logits for each queue, and last for review
   * @param ahead index of the best queue
   * @param behind index of the second queue; review's if there is one queue alone
   * @param reasons what speaks for the best queue, and against; they add up to its logit
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Match(
      double[] logits, double[] probabilities, int ahead, int behind, List<Reason> reasons) {}

  QueueName name(int index) {
    return index == queues.size() ? QueueName.REVIEW : queues.get(index).name();
  }

  /**
   * What belongs to a queue, each thing by itself: parts of its sentence, its examples, and the
   * middle of them all, which alone would be like none of them where they are many.
   */
  private List<float[]> meanings(Queue queue) {
    Stream<Map<String, Double>> parts =
        PARTS.splitAsStream(queue.description()).map(QueueWords::of).filter(w -> !w.isEmpty());
    Stream<Map<String, Double>> examples =
        queue.examples().stream().map(QueueWords::of).filter(this::isReadable);
    var meanings = new ArrayList<float[]>();
    var sum = new float[table.dimensions()];
    Stream.concat(parts, examples)
        .map(words -> unit(vector(words)))
        .forEach(meaning -> {
          meanings.add(meaning);
          addTo(sum, meaning, 1);
        });
    meanings.add(unit(sum));
    return meanings;
  }

  /** Examples in other languages than the table's would add noise. */
  private boolean isReadable(Map<String, Double> words) {
    long known = words.keySet().stream().filter(table::isToken).count();
    return known >= READABLE * words.size();
  }

  private float[] vector(Map<String, Double> words) {
    float[] sum = new float[table.dimensions()];
    for (String word : words.keySet()) {
      table.add(word, sum);
    }
    return sum;
  }

  private void spelling(int queue) {
    Queue described = queues.get(queue);
    List<String> texts = new ArrayList<>(described.examples());
    texts.add(described.name().value().replaceAll("[_-]", " ") + " " + described.description());
    for (String text : texts) {
      for (String word : QueueWords.of(text).keySet()) {
        for (int feature : features(word)) {
          float[] weights = spellings.computeIfAbsent(feature, _ -> new float[queues.size()]);
          weights[queue] = Math.min(weights[queue] + 0.5f, 1);
        }
      }
    }
  }

  /** What few queues share weighs more; each queue's weights get the same length. */
  private void weigh() {
    double[] squares = new double[queues.size()];
    for (float[] weights : spellings.values()) {
      int having = 0;
      for (float weight : weights) {
        having += weight > 0 ? 1 : 0;
      }
      double rarity = StrictMath.log(1 + queues.size() / (double) having);
      for (int q = 0; q < weights.length; q++) {
        weights[q] *= (float) rarity;
        squares[q] += weights[q] * weights[q];
      }
    }
    for (float[] weights : spellings.values()) {
      for (int q = 0; q < weights.length; q++) {
        weights[q] /= (float) Math.pow(squares[q] + 1e-6, 0.25);
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

  Match match(String subject, String text, String language) {
    Map<String, Double> words = QueueWords.of(subject, text);
    var sum = new Sum(words, language);
    double[] logits = new double[queues.size() + 1];
    for (int q = 0; q < queues.size(); q++) {
      logits[q] = sum.logit(q);
    }
    logits[queues.size()] = isEnglish(language) ? tuning.review() : tuning.reviewElsewhere();
    int ahead = best(logits, -1);
    int behind = best(logits, ahead);
    List<Reason> reasons = JoinedWords.of(sum.reasons(ahead), subject + "\n" + text);
    return new Match(logits, Calibration.softmax(logits, 1), ahead, behind, reasons);
  }

  private static boolean isEnglish(String language) {
    return language.equals("en");
  }

  /** The best queue but one. */
  private int best(double[] values, int but) {
    int best = but == 0 ? 1 : 0;
    for (int i = 0; i < queues.size(); i++) {
      if (i != but && values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }

  /** The likenesses of one mail, word by word. */
  private final class Sum {
    private final List<String> words = new ArrayList<>();
    private final List<float[]> vectors = new ArrayList<>();
    private final List<float[]> shared = new ArrayList<>();
    private final float[] vector = new float[table.dimensions()];
    private final double meaningFactor;
    private final double spellingFactor;

    Sum(Map<String, Double> weights, String language) {
      double length = 0;
      for (var word : weights.entrySet()) {
        words.add(word.getKey());
        float[] own = new float[table.dimensions()];
        table.add(word.getKey(), own);
        scale(own, word.getValue());
        addTo(vector, own, 1);
        vectors.add(own);
        length += spell(word.getKey(), word.getValue());
      }
      boolean english = isEnglish(language);
      double meaning = english ? tuning.meaning() : tuning.meaningElsewhere();
      double spelling = english ? tuning.spelling() : tuning.spellingElsewhere();
      meaningFactor = meaning / Math.max(1e-6, norm(vector));
      spellingFactor = spelling / Math.sqrt(length + SPELLING_FLOOR);
    }

    /** Notes what the word shares with each queue; returns how much of it is known at all. */
    private double spell(String word, double weight) {
      float[] share = new float[queues.size()];
      int[] features = features(word);
      int known = 0;
      double each = QueueWords.isJoined(word) ? weight * PAIR : weight / Math.sqrt(features.length);
      for (int feature : features) {
        float[] weights = spellings.get(feature);
        if (weights != null) {
          addTo(share, weights, each);
          known++;
        }
      }
      shared.add(share);
      return weight * weight * known / features.length;
    }

    double logit(int queue) {
      double spelled = 0;
      for (float[] share : shared) {
        spelled += share[queue];
      }
      return dot(vector, nearest(queue)) * meaningFactor + spelled * spellingFactor;
    }

    /** Of what belongs to the queue, that which is most like the mail. */
    private float[] nearest(int queue) {
      float[] nearest = new float[vector.length];
      double most = Double.NEGATIVE_INFINITY;
      for (float[] meaning : meanings.get(queue)) {
        double likeness = dot(vector, meaning);
        if (likeness > most) {
          most = likeness;
          nearest = meaning;
        }
      }
      return nearest;
    }

    List<Reason> reasons(int queue) {
      var reasons = new ArrayList<Reason>();
      float[] nearest = nearest(queue);
      for (int i = 0; i < words.size(); i++) {
        double meant = dot(vectors.get(i), nearest) * meaningFactor;
        double spelled = spelled(i, queue);
        if (meant + spelled != 0) {
          var kind =
              Math.abs(meant) > Math.abs(spelled) ? Reason.Kind.DESCRIPTION : Reason.Kind.WORD;
          reasons.add(new Reason(Reason.About.QUEUE, kind, words.get(i), meant + spelled));
        }
      }
      return reasons;
    }

    private double spelled(int word, int queue) {
      return shared.get(word)[queue] * spellingFactor;
    }
  }

  private static void addTo(float[] sum, float[] more, double factor) {
    for (int d = 0; d < sum.length; d++) {
      sum[d] += (float) (more[d] * factor);
    }
  }

  private static void scale(float[] vector, double factor) {
    for (int d = 0; d < vector.length; d++) {
      vector[d] *= (float) factor;
    }
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += a[d] * b[d];
    }
    return sum;
  }

  private static double norm(float[] vector) {
    return Math.sqrt(dot(vector, vector));
  }

  private static float[] unit(float[] vector) {
    float[] unit = vector.clone();
    scale(unit, 1 / Math.max(1e-6, norm(vector)));
    return unit;
  }
}

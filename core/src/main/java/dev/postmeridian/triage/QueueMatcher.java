package dev.postmeridian.triage;

import java.util.ArrayList;
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

  /** Share of its words that the table must know as they are to read an example's meaning. */
  private static final double READABLE = 0.6;

  private final List<Queue> queues;
  private final TokenTable table;
  private final QueueTuning tuning;
  private final List<List<float[]>> meanings;
  private final Spellings spellings;

  QueueMatcher(List<Queue> queues, TokenTable table, QueueTuning tuning) {
    this.queues = List.copyOf(queues);
    this.table = table;
    this.tuning = tuning;
    this.meanings = queues.stream().map(this::meanings).toList();
    this.spellings = new Spellings(queues);
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
        .map(words -> Vectors.unit(vector(words)))
        .forEach(meaning -> {
          meanings.add(meaning);
          Vectors.addTo(sum, meaning, 1);
        });
    meanings.add(Vectors.unit(sum));
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
        Vectors.scale(own, word.getValue());
        Vectors.addTo(vector, own, 1);
        vectors.add(own);
        Spellings.Likeness spelled = spellings.of(word.getKey(), word.getValue());
        shared.add(spelled.shared());
        length += spelled.known();
      }
      boolean english = isEnglish(language);
      double meaning = english ? tuning.meaning() : tuning.meaningElsewhere();
      double spelling = english ? tuning.spelling() : tuning.spellingElsewhere();
      meaningFactor = meaning / Math.max(1e-6, Vectors.norm(vector));
      spellingFactor = spelling / Math.sqrt(length + SPELLING_FLOOR);
    }

    double logit(int queue) {
      double spelled = 0;
      for (float[] share : shared) {
        spelled += share[queue];
      }
      return Vectors.dot(vector, nearest(queue)) * meaningFactor + spelled * spellingFactor;
    }

    /** Of what belongs to the queue, that which is most like the mail. */
    private float[] nearest(int queue) {
      float[] nearest = new float[vector.length];
      double most = Double.NEGATIVE_INFINITY;
      for (float[] meaning : meanings.get(queue)) {
        double likeness = Vectors.dot(vector, meaning);
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
        double meant = Vectors.dot(vectors.get(i), nearest) * meaningFactor;
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
}

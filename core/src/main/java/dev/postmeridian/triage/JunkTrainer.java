package dev.postmeridian.triage;

import dev.postmeridian.mail.MailContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * Learns a {@link JunkModel}: naive Bayes for what each feature says alone, logistic regression for
 * what they say together, a calibration and a threshold from messages left out in turn.
 *
 * <p>The same examples in the same order give the same model, bit for bit.
 */
public final class JunkTrainer {
  /** Ham of unseen sources wrongly called junk that the threshold aims at. */
  public static final double FALSE_POSITIVES = 0.005;

  private static final int MIN_DOCUMENTS = 4;
  private static final double SMOOTHING = 0.5;
  private static final double BAYES_LIMIT = 3;
  private static final double FINDING_SHARE = 0.3;
  private static final int EPOCHS = 8;
  private static final double RATE = 0.5;
  private static final int FOLDS = 5;
  private static final int MIN_EXAMPLES = 10;
  private static final List<String> SOURCES = List.of("List-Id", "Sender", "From");

  private final List<Example> examples = new ArrayList<>();

  @SuppressWarnings("ArrayRecordComponent")
  private record Example(int[] index, int textSize, boolean junk, String source) {}

  /** Weights before rounding, in units of the score's spread. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Table(double[] weights) {
    double score(Example example) {
      double text = 0;
      double findings = 0;
      for (int i : example.index) {
        if (i < FeatureBag.SIZE) {
          text += weights[i];
        } else {
          findings += weights[i];
        }
      }
      return text * JunkModel.textNorm(example.textSize) + findings;
    }
  }

  /** Takes a labelled message in. */
  public void add(MailContent content, boolean junk) {
    FeatureBag bag = JunkFeatures.of(content);
    examples.add(new Example(bag.indices(), bag.textSize(), junk, source(content)));
  }

  /** The list or the domain it comes from; a text without a header is a source of its own. */
  private static String source(MailContent content) {
    for (String field : SOURCES) {
      Optional<String> source = content.header(field).flatMap(JunkTrainer::name);
      if (source.isPresent()) {
        return source.get();
      }
    }
    return content.mail().text();
  }

  private static Optional<String> name(String field) {
    String inner = field.substring(field.lastIndexOf('<') + 1).replaceAll("[>\\s].*", "");
    return Optional.of(inner.toLowerCase(Locale.ROOT).replaceFirst("^.*@", ""))
        .filter(name -> name.indexOf('.') > 0)
        .map(Hosts::registered);
  }

  /**
   * Learns from all messages taken in.
   *
   * @throws IllegalArgumentException if there are fewer than ten of either class
   */
  public JunkModel train() {
    long junk = examples.stream().filter(Example::junk).count();
    if (junk < MIN_EXAMPLES || examples.size() - junk < MIN_EXAMPLES) {
      throw new IllegalArgumentException(
          "training needs at least 10 messages of each class, and has "
              + junk
              + " junk and "
              + (examples.size() - junk)
              + " ham");
    }
    double[][] scores = scoresLeftOut();
    double[] line = Calibration.logistic(scores[0], scores[1]);
    double threshold = threshold(scores[0]);
    Table table = fit(examples);
    return round(table.weights, line[0], line[1], line[0] * threshold + line[1]);
  }

  /** Scores of ham and of junk by models that have not seen their sources. */
  private double[][] scoresLeftOut() {
    int[] folds = folds();
    var ham = new ArrayList<Double>();
    var junk = new ArrayList<Double>();
    for (int fold = 0; fold < FOLDS; fold++) {
      var train = new ArrayList<Example>();
      var test = new ArrayList<Example>();
      for (int i = 0; i < examples.size(); i++) {
        (folds[i] == fold ? test : train).add(examples.get(i));
      }
      Table table = fit(train);
      test.forEach(e -> (e.junk ? junk : ham).add(table.score(e)));
    }
    return new double[][] {sorted(ham), sorted(junk)};
  }

  /** A source stays in one fold, unless it is most of its class. */
  private int[] folds() {
    var sizes = new HashMap<String, Integer>();
    examples.forEach(e -> sizes.merge(e.junk + e.source, 1, Integer::sum));
    long junk = examples.stream().filter(Example::junk).count();
    int[] folds = new int[examples.size()];
    for (int i = 0; i < folds.length; i++) {
      Example e = examples.get(i);
      boolean most =
          2 * sizes.getOrDefault(e.junk + e.source, 0) > (e.junk ? junk : folds.length - junk);
      folds[i] = most ? i % FOLDS : Math.floorMod((e.source.hashCode() * 0x9E3779B1) >>> 8, FOLDS);
    }
    return folds;
  }

  private static double[] sorted(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  private static double threshold(double[] ham) {
    int allowed = (int) Math.floor(ham.length * FALSE_POSITIVES);
    return ham[ham.length - 1 - allowed] + 1e-6;
  }

  private static Table fit(List<Example> train) {
    double[] bayes = bayes(train);
    double[] logistic = logistic(train, bayes);
    double bayesSpread = spread(new Table(textOnly(bayes)), train);
    double logisticSpread = spread(new Table(logistic), train);
    double[] sum = new double[bayes.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] =
          i < FeatureBag.SIZE
              ? bayes[i] / bayesSpread + logistic[i] / logisticSpread
              : bayes[i] * FINDING_SHARE;
    }
    return new Table(sum);
  }

  private static double[] textOnly(double[] weights) {
    return Arrays.copyOf(Arrays.copyOf(weights, FeatureBag.SIZE), weights.length);
  }

  private static double[] bayes(List<Example> train) {
    double[] junk = new double[FeatureBag.ALL];
    double[] ham = new double[FeatureBag.ALL];
    double junkCount = 0;
    for (Example example : train) {
      junkCount += example.junk ? 1 : 0;
      for (int i : example.index) {
        (example.junk ? junk : ham)[i]++;
      }
    }
    double hamCount = train.size() - junkCount;
    double[] weights = new double[FeatureBag.ALL];
    for (int i = 0; i < weights.length; i++) {
      if (junk[i] + ham[i] >= MIN_DOCUMENTS) {
        double inJunk = (junk[i] + SMOOTHING) / (junkCount + 2 * SMOOTHING);
        double inHam = (ham[i] + SMOOTHING) / (hamCount + 2 * SMOOTHING);
        double logRatio = StrictMath.log(inJunk / inHam);
        weights[i] = Math.clamp(logRatio, -BAYES_LIMIT, BAYES_LIMIT);
      }
    }
    return weights;
  }

  /** Logistic regression over text features that Bayes found often enough. */
  private static double[] logistic(List<Example> train, double[] known) {
    double[] weights = new double[FeatureBag.ALL];
    double bias = 0;
    var order = new ArrayList<>(train);
    var random = new Random(1);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      Collections.shuffle(order, random);
      for (Example example : order) {
        double norm = JunkModel.textNorm(example.textSize);
        double z = bias;
        for (int i : example.index) {
          z += i < FeatureBag.SIZE ? weights[i] * norm : 0;
        }
        double error = (example.junk ? 1 : 0) - 1 / (1 + StrictMath.exp(-z));
        bias += 0.01 * error;
        for (int i : example.index) {
          if (i < FeatureBag.SIZE && known[i] != 0) {
            weights[i] += RATE * error * norm;
          }
        }
      }
    }
    return weights;
  }

  private static double spread(Table table, List<Example> examples) {
    double sum = 0;
    double squares = 0;
    for (Example example : examples) {
      double score = table.score(example);
      sum += score;
      squares += score * score;
    }
    double mean = sum / examples.size();
    return Math.max(1e-9, Math.sqrt(squares / examples.size() - mean * mean));
  }

  private static JunkModel round(double[] weights, double slope, double bias, double threshold) {
    double text = largest(weights, 0, FeatureBag.SIZE) / 127;
    double finding = largest(weights, FeatureBag.SIZE, FeatureBag.ALL) / 127;
    byte[] bytes = new byte[weights.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(weights[i] / (i < FeatureBag.SIZE ? text : finding));
    }
    return new JunkModel(bytes, (float) (text * slope), (float) (finding * slope), bias, threshold);
  }

  private static double largest(double[] weights, int from, int to) {
    double largest = 1e-9;
    for (int i = from; i < to; i++) {
      largest = Math.max(largest, Math.abs(weights[i]));
    }
    return largest;
  }
}

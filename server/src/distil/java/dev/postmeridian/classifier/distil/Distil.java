package dev.postmeridian.classifier.distil;

import dev.postmeridian.classifier.TokenTableFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Distils a sentence embedding model into a static token table.
 *
 * <p>First each token alone goes through the model (Model2Vec): projected to the directions along
 * which sentences differ most, weighed by how rare it is. Then the vectors are moved until sums of
 * tokens point where the model's embeddings of whole sentences point.
 *
 * <p>Usage: {@code Distil SENTENCES OUT}: a text file with a sentence a line, and a folder.
 */
final class Distil {
  private static final int DIMENSIONS = 96;
  private static final int EPOCHS = 8;
  private static final float RATE = 0.05f;

  private final Map<String, Integer> ids = new HashMap<>();

  public static void main(String[] args) throws Exception {
    new Distil().run(Path.of(args[0]), Path.of(args[1]));
  }

  private void run(Path sentences, Path out) throws Exception {
    List<String> lines = Files.readAllLines(sentences).stream().filter(l -> !l.isBlank()).toList();
    try (var teacher = new Teacher()) {
      List<String> vocabulary =
          teacher.vocabulary().entrySet().stream()
              .sorted(Map.Entry.comparingByValue())
              .map(Map.Entry::getKey)
              .filter(token -> token.matches("(##)?([a-z]+|[0-9]{1,2})"))
              .toList();
      System.err.println(vocabulary.size() + " tokens, " + lines.size() + " sentences");
      float[][] tokens = teacher.embedTokens(vocabulary);
      float[][] embedded = teacher.embed(lines);
      write(out, vocabulary, lines, tokens, embedded);
    }
  }

  void write(
      Path out, List<String> vocabulary, List<String> lines, float[][] tokens, float[][] embedded)
      throws Exception {
    for (int i = 0; i < vocabulary.size(); i++) {
      ids.put(vocabulary.get(i), i);
    }
    float[] sentenceMean = Vectors.mean(embedded);
    float[][] basis = Vectors.principal(embedded, sentenceMean, DIMENSIONS);
    float[][] table = start(tokens, basis);
    double fit = learn(table, lines, embedded, sentenceMean, basis);
    byte[] directions = new byte[table.length * DIMENSIONS];
    float[] magnitudes = new float[table.length];
    for (int t = 0; t < table.length; t++) {
      float largest = 1e-9f;
      for (float v : table[t]) {
        largest = Math.max(largest, Math.abs(v));
      }
      magnitudes[t] = largest / 127;
      for (int d = 0; d < DIMENSIONS; d++) {
        directions[t * DIMENSIONS + d] = (byte) Math.round(table[t][d] / magnitudes[t]);
      }
    }
    var metrics = Map.of("mean_cosine_to_teacher_in_training", fit);
    System.err.println(
        TokenTableFile.write(out, vocabulary, magnitudes, directions, lines.size(), metrics));
  }

  /** Tokens alone, projected; the vocabulary is ordered by frequency, so its rank tells rarity. */
  private static float[][] start(float[][] tokens, float[][] basis) {
    float[] mean = Vectors.mean(tokens);
    float[][] table = new float[tokens.length][];
    for (int t = 0; t < tokens.length; t++) {
      table[t] = Vectors.project(tokens[t], mean, basis);
      float weight = (float) (StrictMath.log(t + 2.0) / 10);
      for (int d = 0; d < DIMENSIONS; d++) {
        table[t][d] *= weight;
      }
    }
    return table;
  }

  /** Gradient ascent on the cosine, each number with its own rate (AdaGrad). */
  private double learn(
      float[][] table, List<String> lines, float[][] embedded, float[] mean, float[][] basis) {
    var order = new ArrayList<Integer>();
    int[][] tokens = new int[lines.size()][];
    float[][] targets = new float[lines.size()][];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = tokens(lines.get(i));
      targets[i] = Vectors.unit(Vectors.project(embedded[i], mean, basis));
      if (tokens[i].length > 0) {
        order.add(i);
      }
    }
    float[][] squares = new float[table.length][DIMENSIONS];
    var random = new Random(3);
    double cosine = 0;
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      Collections.shuffle(order, random);
      cosine = 0;
      for (int i : order) {
        cosine += step(table, squares, tokens[i], targets[i]);
      }
      System.err.printf("epoch %d: mean cosine %.4f%n", epoch + 1, cosine / order.size());
    }
    return cosine / order.size();
  }

  private static double step(float[][] table, float[][] squares, int[] tokens, float[] target) {
    double[] sum = new double[DIMENSIONS];
    for (int t : tokens) {
      for (int d = 0; d < DIMENSIONS; d++) {
        sum[d] += table[t][d];
      }
    }
    double norm = 1e-9;
    for (double v : sum) {
      norm += v * v;
    }
    norm = Math.sqrt(norm);
    double cosine = 0;
    for (int d = 0; d < DIMENSIONS; d++) {
      cosine += sum[d] / norm * target[d];
    }
    for (int d = 0; d < DIMENSIONS; d++) {
      double gradient = (target[d] - cosine * sum[d] / norm) / norm;
      for (int t : tokens) {
        squares[t][d] += (float) (gradient * gradient);
        table[t][d] += (float) (RATE * gradient / Math.sqrt(squares[t][d] + 1e-4));
      }
    }
    return cosine;
  }

  private int[] tokens(String line) {
    var found = new ArrayList<Integer>();
    for (String word : Teacher.words(line)) {
      var pieces = new ArrayList<Integer>();
      int at = 0;
      while (at < word.length()) {
        int end = word.length();
        Integer token = null;
        while (end > at && token == null) {
          token = ids.get(at == 0 ? word.substring(at, end) : "##" + word.substring(at, end));
          end -= token == null ? 1 : 0;
        }
        if (token == null) {
          pieces.clear();
          break;
        }
        pieces.add(token);
        at = end;
      }
      found.addAll(pieces);
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }
}

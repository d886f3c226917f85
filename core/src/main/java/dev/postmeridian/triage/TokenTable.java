package dev.postmeridian.triage;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A static vector for each token of an English vocabulary (WordPiece), distilled from a sentence
 * embedding model: a text's vector is the sum of its tokens' vectors, so that its likeness to
 * another falls apart into words exactly.
 */
public final class TokenTable {
  private static final int MAX_WORD = 40;

  private final int dimensions;
  private final byte[] directions;
  private final float[] magnitudes;
  private final Map<String, Integer> tokens = new HashMap<>();

  /**
   * @param vocabulary tokens, continuations of words with {@code ##} in front
   * @param directions for each token as many bytes as there are dimensions
   * @param magnitudes for each token what one unit of its bytes is worth
   * @throws IllegalArgumentException if the tables do not fit the vocabulary
   */
  public TokenTable(List<String> vocabulary, byte[] directions, float[] magnitudes) {
    int n = vocabulary.size();
    if (n == 0 || magnitudes.length != n || directions.length % n != 0) {
      throw new IllegalArgumentException("a token table has one row for each token");
    }
    this.dimensions = directions.length / n;
    this.directions = directions.clone();
    this.magnitudes = magnitudes.clone();
    for (int i = 0; i < n; i++) {
      tokens.put(vocabulary.get(i), i);
    }
  }

  int dimensions() {
    return dimensions;
  }

  /** Whether a word is one token, as the common words of the table's language are. */
  boolean isToken(String word) {
    return tokens.containsKey(fold(word));
  }

  /** Adds a word's vector to a sum; a word the vocabulary can't spell adds nothing. */
  void add(String word, float[] sum) {
    String folded = fold(word);
    if (folded.length() > MAX_WORD) {
      return;
    }
    int at = 0;
    while (at < folded.length()) {
      int end = folded.length();
      Integer token = null;
      while (end > at) {
        String piece = folded.substring(at, end);
        token = tokens.get(at == 0 ? piece : "##" + piece);
        if (token != null) {
          break;
        }
        end--;
      }
      if (token == null) {
        return;
      }
      addRow(token, sum);
      at = end;
    }
  }

  private void addRow(int token, float[] sum) {
    float magnitude = magnitudes[token];
    int from = token * dimensions;
    for (int d = 0; d < dimensions; d++) {
      sum[d] += directions[from + d] * magnitude;
    }
  }

  /** Lower case without accents, as the vocabulary is. */
  static String fold(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    boolean ascii = lower.chars().allMatch(c -> c < 128);
    return ascii
        ? lower
        : Normalizer.normalize(lower, Normalizer.Form.NFD).replaceAll("\\p{Mn}+", "");
  }
}

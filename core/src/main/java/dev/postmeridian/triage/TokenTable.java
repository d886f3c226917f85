package dev.postmeridian.triage;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A static vector for each token of an English vocabulary (WordPiece), distilled from a sentence
 * embedding model: a text's vector is the sum of its tokens' vectors, so that its likeness to
 * another falls apart into words exactly.
 */
public final class TokenTable {
  private static final int MAX_WORD = 40;
  private static final String CONTINUATION = "##";
  private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");

  private final int dimensions;
  private final byte[] directions;
  private final float[] magnitudes;
  private final Tokens firsts;
  private final Tokens continuations;

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
    this.firsts = new Tokens(n);
    this.continuations = new Tokens(n);
    for (int i = 0; i < n; i++) {
      String token = vocabulary.get(i);
      boolean continues = token.startsWith(CONTINUATION);
      (continues ? continuations : firsts)
          .put(continues ? token.substring(CONTINUATION.length()) : token, i);
    }
  }

  /** Tokens by their letters, in open addressing: looked up without cutting words into strings. */
  private static final class Tokens {
    private final @Nullable Entry[] slots;
    private int longest;

    private record Entry(String letters, int token) {}

    Tokens(int most) {
      slots = new Entry[Integer.highestOneBit(most) * 4];
    }

    void put(String letters, int token) {
      longest = Math.max(longest, letters.length());
      int slot = first(letters.hashCode());
      while (slots[slot] != null) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = new Entry(letters, token);
    }

    private int first(int hash) {
      return ((hash * 0x9E3779B1) >>> 7) & (slots.length - 1);
    }

    /** The longest token that the word goes on with here; null if there is none. */
    @Nullable Entry longestAt(String word, int at) {
      Entry found = null;
      int hash = 0;
      int end = Math.min(word.length(), at + longest);
      for (int i = at; i < end; i++) {
        hash = 31 * hash + word.charAt(i); // as String.hashCode has it
        Entry entry = find(word, at, i + 1 - at, hash);
        found = entry == null ? found : entry;
      }
      return found;
    }

    private @Nullable Entry find(String word, int at, int length, int hash) {
      for (int slot = first(hash); slots[slot] != null; slot = (slot + 1) & (slots.length - 1)) {
        Entry entry = slots[slot];
        if (entry != null
            && entry.letters.length() == length
            && word.startsWith(entry.letters, at)) {
          return entry;
        }
      }
      return null;
    }
  }

  int dimensions() {
    return dimensions;
  }

  /** Whether a word is one token, as the common words of the table's language are. */
  boolean isToken(String word) {
    String folded = fold(word);
    Tokens.Entry first = firsts.longestAt(folded, 0);
    return first != null && first.letters.length() == folded.length();
  }

  /** Adds a word's vector to a sum; a word the vocabulary can't spell adds what it can. */
  void add(String word, float[] sum) {
    String folded = fold(word);
    if (folded.length() > MAX_WORD) {
      return;
    }
    int at = 0;
    while (at < folded.length()) {
      Tokens.Entry token = (at == 0 ? firsts : continuations).longestAt(folded, at);
      if (token == null) {
        return;
      }
      addRow(token.token, sum);
      at += token.letters.length();
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
    for (int i = 0; i < lower.length(); i++) {
      if (lower.charAt(i) >= 128) {
        return MARKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFD)).replaceAll("");
      }
    }
    return lower;
  }
}

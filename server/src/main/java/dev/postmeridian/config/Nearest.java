package dev.postmeridian.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody probably meant (Levenshtein, 1965). */
final class Nearest {
  private Nearest() {}

  /** The closest of the known words, if it is close enough to be meant. */
  static Optional<String> to(String written, Collection<String> known) {
    int farthest = Math.max(1, written.length() / 3);
    return known.stream()
        .filter(word -> distance(fold(written), fold(word)) <= farthest)
        .min(Comparator.comparingInt(word -> distance(fold(written), fold(word))));
  }

  /** A remedy: the word that was meant, or else all words there are. */
  static String remedy(String written, Collection<String> known) {
    if (known.isEmpty()) {
      return "There is none to choose from: mend the other problems first.";
    }
    return to(written, known)
        .map(word -> "Did you mean '" + word + "'?")
        .orElse("Write one of: " + String.join(", ", known) + ".");
  }

  private static String fold(String word) {
    return word.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  /** The least number of letters to add, drop or replace. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}

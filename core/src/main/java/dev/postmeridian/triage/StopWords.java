package dev.postmeridian.triage;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Words that every text of a language has, which tell nothing of a queue. */
final class StopWords {
  private static final Set<String> WORDS = Language.words(Meaning.STOP, false);

  /** Beginnings of what politeness says in every mail of a script without spaces. */
  private static final Set<String> PAIRS = Language.words(Meaning.STOP, true);

  private static final Set<String> ENGLISH =
      Language.all().stream()
          .filter(language -> language.code().equals("en"))
          .flatMap(language -> language.everywhere(Meaning.STOP).stream())
          .collect(toUnmodifiableSet());

  private StopWords() {}

  static boolean containsPair(String pair) {
    return PAIRS.contains(pair);
  }

  static boolean contains(String word) {
    return word.length() < 3 || WORDS.contains(word);
  }

  /** Whether at least one word in five of a text is a stop word of English. */
  static boolean areEnglish(String text) {
    String[] words = text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+");
    return 5 * Arrays.stream(words).filter(ENGLISH::contains).count() >= words.length;
  }

  /** Whether a piece of a text is but a stop word, one or two letters, or signs around these. */
  static boolean isCommon(String piece) {
    int start = 0;
    int end = piece.length();
    while (start < end && !Character.isLetterOrDigit(piece.charAt(start))) {
      start++;
    }
    while (end > start && !Character.isLetterOrDigit(piece.charAt(end - 1))) {
      end--;
    }
    String word = piece.substring(start, end).toLowerCase(Locale.ROOT);
    boolean few = word.length() < 3 && word.chars().allMatch(Character::isAlphabetic);
    return few || WORDS.contains(word);
  }
}

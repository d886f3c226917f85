package dev.postmeridian.triage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Declared phrases and what each means, found in a text from word to word.
 *
 * <p>One look-up for each word, so that work grows with the text alone, whatever the text is.
 *
 * @param <M> what a phrase means
 */
final class Phrases<M> {
  private final Map<String, List<Phrase<M>>> byFirstWord = new HashMap<>();

  /**
   * By the last seven bits of a first word's first letter: the lengths such words have, as bits.
   */
  private final long[] lengths = new long[128];

  private record Phrase<M>(String words, M meaning) {}

  /**
   * A phrase found.
   *
   * @param end index after its last character
   */
  record Found<M>(M meaning, int end) {}

  /** Adds phrases that mean the same, separated by bars, in the case they are looked for in. */
  Phrases<M> add(M meaning, String phrases) {
    for (String phrase : phrases.split("\\|", -1)) {
      String first = phrase.substring(0, wordEnd(phrase, 0));
      lengths[first.charAt(0) & 127] |= 1L << first.length();
      byFirstWord.computeIfAbsent(first, _ -> new ArrayList<>()).add(new Phrase<>(phrase, meaning));
    }
    return this;
  }

  /** The longest phrase that begins with the word at {@code start} and ends where a word ends. */
  Optional<Found<M>> at(CharSequence text, int start) {
    int end = start;
    while (end < text.length() && end - start < Long.SIZE && isInWord(text, end)) {
      end++;
    }
    if (end == start
        || end - start == Long.SIZE
        || (lengths[text.charAt(start) & 127] >>> (end - start) & 1) == 0) {
      return Optional.empty();
    }
    List<Phrase<M>> candidates = byFirstWord.get(text.subSequence(start, end).toString());
    if (candidates == null) {
      return Optional.empty();
    }
    Phrase<M> longest = null;
    for (Phrase<M> phrase : candidates) {
      if (isAt(phrase.words, text, start)
          && (longest == null || phrase.words.length() > longest.words.length())) {
        longest = phrase;
      }
    }
    return longest == null
        ? Optional.empty()
        : Optional.of(new Found<>(longest.meaning, start + longest.words.length()));
  }

  private static boolean isAt(String phrase, CharSequence text, int start) {
    int end = start + phrase.length();
    if (end > text.length()) {
      return false;
    }
    for (int i = 0; i < phrase.length(); i++) {
      if (phrase.charAt(i) != text.charAt(start + i)) {
        return false;
      }
    }
    return end == text.length() || !isInWord(text, end);
  }

  static boolean isInWord(CharSequence text, int at) {
    char c = text.charAt(at);
    return (c >= 'a' && c <= 'z') || Character.isLetterOrDigit(c);
  }

  /** Whether a word of letters and digits begins here. */
  static boolean startsWord(CharSequence text, int at) {
    return isInWord(text, at) && (at == 0 || !isInWord(text, at - 1));
  }

  /** The index after the word that begins here. */
  static int wordEnd(CharSequence text, int start) {
    int end = start;
    while (end < text.length() && isInWord(text, end)) {
      end++;
    }
    return end;
  }
}

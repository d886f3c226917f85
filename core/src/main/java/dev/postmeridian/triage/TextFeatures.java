package dev.postmeridian.triage;

/**
 * What queue, priority and needs-reply models look at: words, pairs of neighbouring words, and
 * character 3- to 5-grams within words.
 */
final class TextFeatures {
  private static final int MAX_WORD = 30;

  private TextFeatures() {}

  static FeatureBag of(String text) {
    String folded = JunkFeatures.collapse(text, JunkFeatures.MAX_CHARS);
    var bag = new FeatureBag(folded);
    int previous = 0;
    int at = 0;
    while (at < folded.length()) {
      if (!Character.isLetterOrDigit(folded.charAt(at))) {
        if (folded.charAt(at) == '?' || folded.charAt(at) == '!') {
          bag.word(at, at + 1);
          bag.add(folded.charAt(at) * 0x3c6ef372);
        }
        at++;
        continue;
      }
      int end = at + 1;
      while (end < folded.length() && isInWord(folded, end)) {
        end++;
      }
      bag.word(at, end);
      previous = word(folded, at, end, previous, bag);
      at = end;
    }
    return bag;
  }

  private static boolean isInWord(String text, int i) {
    char c = text.charAt(i);
    return Character.isLetterOrDigit(c)
        || (c == '\'' && i + 1 < text.length() && Character.isLetter(text.charAt(i + 1)));
  }

  private static int word(String text, int from, int to, int previous, FeatureBag bag) {
    int hash = hash(text, from, to, 0x811c9dc5);
    bag.add(hash);
    bag.add(previous * 31 + hash * 0x01000193 + 7);
    int end = Math.min(to, from + MAX_WORD);
    for (int n = 3; n <= 5; n++) {
      for (int i = from - 1; i + n <= end + 1; i++) {
        bag.add(gram(text, i, i + n, from, end) * 17 + n);
      }
    }
    return hash;
  }

  /** A gram whose positions outside the word count as one boundary sign. */
  private static int gram(String text, int from, int to, int wordStart, int wordEnd) {
    int hash = 0x2f0b4a27;
    for (int i = from; i < to; i++) {
      char c = i < wordStart || i >= wordEnd ? '\u0001' : text.charAt(i);
      hash = (hash ^ c) * 0x01000193;
    }
    return hash;
  }

  private static int hash(String text, int from, int to, int seed) {
    int hash = seed;
    for (int i = from; i < to; i++) {
      hash = (hash ^ text.charAt(i)) * 0x01000193;
    }
    return hash;
  }
}

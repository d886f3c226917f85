package dev.postmeridian.triage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The words of a mail or a queue's description that may tell what it is about, each with a weight.
 */
final class QueueWords {
  private static final int MAX_WORDS = 400;
  private static final int MAX_CHARS = 20_000;
  private static final double SUBJECT_WEIGHT = 2;

  /** What an answer quotes says what it is about, but less than its own words. */
  private static final double QUOTE_WEIGHT = 0.5;

  /** A line of a signature is no longer; the first empty line below a name ends it. */
  private static final int MAX_SIGNATURE = 60;

  private static final String PARTICLES = "のがをにはでとも";

  private final Map<String, Double> weights = new LinkedHashMap<>();
  private int read;

  private QueueWords() {}

  /** Words of a sentence. */
  static Map<String, Double> of(String text) {
    var words = new QueueWords();
    words.read(text, 1);
    return words.weights;
  }

  /**
   * Words of a mail: its subject counts double, quoted lines half; greetings, closings and
   * signatures count not at all.
   */
  static Map<String, Double> of(String subject, String text) {
    var words = new QueueWords();
    words.read(subject, SUBJECT_WEIGHT);
    words.body(
        Quotation.lines(subject, text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text));
    return words.weights;
  }

  private void body(List<Quotation.Line> lines) {
    boolean signs = false;
    boolean named = false;
    boolean quotes = false;
    boolean ended = false;
    for (Quotation.Line read : lines) {
      String line = read.words();
      signs &= quotes == read.isQuoted();
      ended &= quotes == read.isQuoted();
      quotes = read.isQuoted();
      ended |= line.equals("--");
      if (ended) {
        continue;
      }
      signs &= line.length() <= MAX_SIGNATURE && !(named && line.isEmpty());
      if (signs) {
        named |= !line.isEmpty();
      } else if (Courtesies.closes(line)) {
        signs = true;
        named = false;
      } else if (!Courtesies.greets(line)) {
        read(line, read.isQuoted() ? QUOTE_WEIGHT : 1);
      }
    }
  }

  private void read(String text, double weight) {
    int at = 0;
    while (at < text.length() && read < MAX_WORDS) {
      int end = at;
      boolean joined = isJoined(text, at);
      while (end < text.length() && isLetter(text.charAt(end)) && isJoined(text, end) == joined) {
        end++;
      }
      if (end == at) {
        at++;
      } else {
        take(text.substring(at, end), joined, weight);
        at = end;
      }
    }
  }

  private static boolean isLetter(char c) {
    return Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  /** Whether a word is a pair of a script without spaces. */
  static boolean isJoined(String word) {
    return isJoined(word, 0);
  }

  /** Whether the script writes words without spaces between them. */
  private static boolean isJoined(String text, int at) {
    Character.UnicodeScript script = Character.UnicodeScript.of(text.charAt(at));
    return switch (script) {
      case HAN, HIRAGANA, KATAKANA, THAI -> true;
      default -> text.charAt(at) == 'ー';
    };
  }

  private void take(String run, boolean joined, double weight) {
    if (!joined) {
      String word = run.toLowerCase(java.util.Locale.ROOT);
      if (!StopWords.contains(word)) {
        weights.merge(word, weight, Math::max);
        read++;
      }
      return;
    }
    for (String pair : pairs(run)) {
      weights.merge(pair, weight, Math::max);
      read++;
    }
  }

  /** Neighbouring pairs that begin a word, as far as the script tells. */
  private static List<String> pairs(String run) {
    var pairs = new ArrayList<String>();
    for (int i = 0; i + 2 <= run.length(); i++) {
      String pair = run.substring(i, i + 2);
      if (!isGrammar(pair) && !StopWords.containsPair(pair)) {
        pairs.add(pair);
      }
    }
    return pairs;
  }

  /** Words of Japanese seldom begin in hiragana; its particles stand between words. */
  private static boolean isGrammar(String pair) {
    return Character.UnicodeScript.of(pair.charAt(0)) == Character.UnicodeScript.HIRAGANA
        || PARTICLES.indexOf(pair.charAt(1)) >= 0;
  }
}

package dev.postmeridian.store;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Prepares text for PostgreSQL's full-text search, documents and queries alike.
 *
 * <p>Scripts that put no spaces between words (Chinese, Japanese, Thai) become overlapping pairs of
 * characters, which find what a dictionary would and more; in a query, a run of them is a phrase.
 * Documents are indexed as they are written and in their language's stems; queries ask for both.
 * What PostgreSQL's parser takes for one word because of the marks within (an address, a file, a
 * number) is indexed whole and in its parts.
 */
final class SearchText {
  /**
   * Beyond this a document is cut. A tsvector counts positions to 16,383 only, so of words that
   * stand farther back no phrase is found, though each of them is.
   */
  static final int MAX_CHARACTERS = 100_000;

  /** A longer word is several: a tsquery's has less than 2 KiB, its language's name included. */
  private static final int MAX_WORD_CHARACTERS = 250;

  /**
   * What PostgreSQL's parser would take for the marks of a tag, a path or an address, and lose the
   * words within or find them only whole.
   */
  private static final String SPLITS = "<>/@";

  /** What it takes for a part of the word it stands in, or of the number it stands before. */
  private static final String JOINS = "-_.:+~&";

  /** The types of characters that end a run: spaces, controls and what is no character. */
  private static final int BREAKS =
      1 << Character.SPACE_SEPARATOR
          | 1 << Character.LINE_SEPARATOR
          | 1 << Character.PARAGRAPH_SEPARATOR
          | 1 << Character.CONTROL
          | 1 << Character.FORMAT
          | 1 << Character.SURROGATE
          | 1 << Character.PRIVATE_USE
          | 1 << Character.UNASSIGNED;

  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]++");

  private static final Map<String, String> CONFIGURATIONS =
      Map.ofEntries(
          Map.entry("ar", "arabic"),
          Map.entry("da", "danish"),
          Map.entry("de", "german"),
          Map.entry("el", "greek"),
          Map.entry("en", "english"),
          Map.entry("es", "spanish"),
          Map.entry("fi", "finnish"),
          Map.entry("fr", "french"),
          Map.entry("ga", "irish"),
          Map.entry("hi", "hindi"),
          Map.entry("hu", "hungarian"),
          Map.entry("it", "italian"),
          Map.entry("lt", "lithuanian"),
          Map.entry("nl", "dutch"),
          Map.entry("no", "norwegian"),
          Map.entry("pt", "portuguese"),
          Map.entry("ro", "romanian"),
          Map.entry("sv", "swedish"),
          Map.entry("ta", "tamil"));

  private SearchText() {}

  /** The search configuration for a language, by its ISO 639-1 code; {@code simple} without one. */
  static String configuration(String language) {
    return CONFIGURATIONS.getOrDefault(language, "simple");
  }

  /** Every configuration that documents may be indexed in. */
  static List<String> configurations() {
    return Stream.concat(Stream.of("simple"), CONFIGURATIONS.values().stream().sorted()).toList();
  }

  /**
   * The text; after it, where they come between no words of a phrase, what else may be asked for:
   * each single character of scripts without spaces, and the parts of what is joined.
   */
  static String ofDocument(String text) {
    String normal = DocumentRoom.fitting(normal(text, MAX_CHARACTERS));
    var singles = new StringBuilder();
    normal
        .codePoints()
        .filter(SearchText::isUnspaced)
        .distinct()
        .forEach(c -> singles.append(' ').appendCodePoint(c));
    return prepared(normal) + singles + ' ' + partsOf(normal);
  }

  static String normal(String text, int most) {
    String normal = Normalizer.normalize(cut(text, most), Normalizer.Form.NFKC);
    return cut(normal, most); // a sign may be many when it is written out
  }

  private static String cut(String text, int most) {
    return text.substring(0, Math.min(text.length(), most));
  }

  /** The same of the parts alone of what is joined; empty if nothing is. */
  static String partsOf(String normal) {
    return prepared(parts(normal));
  }

  /** The words within each run that joins make one of; empty if there is none. */
  private static String parts(String normal) {
    var joined = new LinkedHashSet<String>();
    for (int at = 0; at < normal.length() - 1; at++) {
      if (JOINS.indexOf(normal.charAt(at)) >= 0
          && Character.isLetterOrDigit(normal.codePointAt(at + 1))) {
        int end = endOfSpaced(normal, at);
        joined.add(
            NO_WORD.matcher(normal.substring(startOfSpaced(normal, at), end)).replaceAll(" "));
        at = end;
      }
    }
    return String.join(" ", joined);
  }

  private static int startOfSpaced(String text, int at) {
    int start = at;
    while (start > 0 && isSpaced(text.codePointBefore(start))) {
      start -= Character.charCount(text.codePointBefore(start));
    }
    return start;
  }

  private static int endOfSpaced(String text, int at) {
    int end = at;
    while (end < text.length() && isSpaced(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private static boolean isSpaced(int c) {
    return (BREAKS >>> Character.getType(c) & 1) == 0 && !isUnspaced(c);
  }

  /** The text as the parser is to see it. */
  static String prepared(String text) {
    var out = new StringBuilder(text.length() + 16);
    int i = 0;
    int word = 0;
    while (i < text.length() && out.length() < 2 * MAX_CHARACTERS) {
      int c = text.codePointAt(i);
      if (isUnspaced(c)) {
        int end = endOfRun(text, i);
        pairs(text.substring(i, end).codePoints().toArray(), out);
        i = end;
        word = 0;
        continue;
      }
      boolean isWord = Character.isLetterOrDigit(c) || isMark(c);
      boolean kept = isWord || (c < 128 && c != 0 && SPLITS.indexOf(c) < 0);
      word = isWord || JOINS.indexOf(c) >= 0 ? word + 1 : 0;
      if (word > MAX_WORD_CHARACTERS) {
        out.append(' ');
        word = 1;
      }
      out.appendCodePoint(kept ? c : ' ');
      i += Character.charCount(c);
    }
    return out.toString();
  }

  private static void pairs(int[] run, StringBuilder out) {
    // A space apart from words of other scripts.
    out.append(' ');
    for (int i = 0; i < Math.max(1, run.length - 1); i++) {
      out.appendCodePoint(run[i]);
      if (i + 1 < run.length) {
        out.appendCodePoint(run[i + 1]);
      }
      out.append(' ');
    }
  }

  private static int endOfRun(String text, int start) {
    int i = start;
    while (i < text.length() && isUnspaced(text.codePointAt(i))) {
      i += Character.charCount(text.codePointAt(i));
    }
    return i;
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  /** Whether it belongs to a script that puts no spaces between words. */
  static boolean isUnspaced(int c) {
    if (c < 0x0e00) {
      return false;
    }
    return switch (Character.UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      // The mark of a long vowel belongs to kana.
      default -> c == 'ー';
    };
  }
}

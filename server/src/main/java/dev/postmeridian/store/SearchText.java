package dev.postmeridian.store;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prepares text for PostgreSQL's full-text search, documents and queries alike.
 *
 * <p>Scripts that put no spaces between words (Chinese, Japanese, Thai) become overlapping pairs of
 * characters, which find what a dictionary would and more; in a query, a run of them is a phrase.
 */
final class SearchText {
  /** Beyond this a document is cut: a tsvector holds less than 1 MiB. */
  static final int MAX_CHARACTERS = 100_000;

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

  static String ofDocument(String text) {
    return prepared(text, false);
  }

  /**
   * What a person asks for.
   *
   * @param wanted words, {@code "exact words"} and {@code or}, for websearch_to_tsquery
   * @param unwanted what no result may hold, joined by {@code or}; may be empty
   */
  record Query(String wanted, String unwanted) {
    private static final Pattern NOT = Pattern.compile("(?<!\\S)-(\"[^\"]*\"?|\\S+)");

    /**
     * @param text in people's syntax: words, {@code "exact words"}, {@code -not}, {@code or}
     */
    static Query of(String text) {
      String plain = text.replaceAll("[“”„«»]", "\"").replace('－', '-');
      String unwanted =
          NOT.matcher(plain)
              .results()
              .map(m -> prepared(m.group(1), true))
              .collect(Collectors.joining(" or "));
      return new Query(prepared(NOT.matcher(plain).replaceAll(" "), true), unwanted);
    }
  }

  private static String prepared(String raw, boolean query) {
    String cut = raw.substring(0, Math.min(raw.length(), MAX_CHARACTERS));
    String text = Normalizer.normalize(cut, Normalizer.Form.NFKC);
    var out = new StringBuilder(text.length() + 16);
    boolean quoted = false;
    int i = 0;
    while (i < text.length() && out.length() < 2 * MAX_CHARACTERS) {
      int c = text.codePointAt(i);
      if (isUnspaced(c)) {
        int end = endOfRun(text, i);
        pairs(text.substring(i, end).codePoints().toArray(), query && !quoted, out);
        i = end;
        continue;
      }
      quoted ^= c == '"';
      out.appendCodePoint(
          c != 0 && (c < 128 || Character.isLetterOrDigit(c) || isMark(c)) ? c : ' ');
      i += Character.charCount(c);
    }
    return out.toString();
  }

  private static void pairs(int[] run, boolean phrase, StringBuilder out) {
    // A space apart from words of other scripts.
    if (!out.isEmpty() && Character.isLetterOrDigit(out.charAt(out.length() - 1))) {
      out.append(' ');
    }
    String quote = phrase ? "\"" : "";
    out.append(quote);
    for (int i = 0; i < Math.max(1, run.length - 1); i++) {
      out.append(i == 0 ? "" : " ").appendCodePoint(run[i]);
      if (i + 1 < run.length) {
        out.appendCodePoint(run[i + 1]);
      }
    }
    out.append(quote).append(' ');
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

  private static boolean isUnspaced(int c) {
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

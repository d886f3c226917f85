package dev.postmeridian.console;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text cut into runs, those marked that hold a word that weighed. */
public final class MarkedText {
  private static final int MAX_MARKS = 200;
  private static final int MAX_WORDS = 50;

  private final Optional<Pattern> words;

  /**
   * @param evidence words or phrases; compared without case, any white space between their words
   */
  MarkedText(Collection<String> evidence) {
    String any =
        evidence.stream()
            .map(String::strip)
            .filter(e -> !e.isEmpty() && e.length() <= 100)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .limit(MAX_WORDS)
            .map(MarkedText::phrase)
            .collect(Collectors.joining("|"));
    words =
        any.isEmpty()
            ? Optional.empty()
            : Optional.of(Pattern.compile(any, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
  }

  // A letter at an edge must end a word; Han and kana have no such edges.
  private static String phrase(String evidence) {
    String inner =
        Pattern.compile("\\s+")
            .splitAsStream(evidence)
            .map(Pattern::quote)
            .collect(Collectors.joining("\\s+"));
    boolean edged = evidence.codePoints().noneMatch(MarkedText::isUnspaced);
    return edged ? "(?<![\\p{L}\\p{N}])" + inner + "(?![\\p{L}\\p{N}])" : inner;
  }

  private static boolean isUnspaced(int c) {
    return switch (Character.UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, THAI -> true;
      default -> false;
    };
  }

  List<Run> runs(String text) {
    List<Run> runs = new ArrayList<>();
    int from = 0;
    if (words.isPresent()) {
      Matcher found = words.get().matcher(text);
      for (int marks = 0; marks < MAX_MARKS && found.find(); marks++) {
        if (found.start() > from) {
          runs.add(new Run(text.substring(from, found.start()), false));
        }
        runs.add(new Run(found.group(), true));
        from = found.end();
      }
    }
    if (from < text.length() || runs.isEmpty()) {
      runs.add(new Run(text.substring(from), false));
    }
    return runs;
  }

  /** A stretch of text, weighed or not. */
  public record Run(String text, boolean marked) {}
}

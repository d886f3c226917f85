package dev.postmeridian.triage;

import static java.util.stream.Collectors.joining;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Days, dates and lengths of time as people write them in the main languages: {@code 2026-05-12},
 * {@code 12. Mai}, {@code May 12th}, {@code le 12/05}, {@code 14 business days}, {@code next
 * Friday}, {@code 5 pm}. A number alone is none of them.
 */
final class Dates {
  private static final int MAX_CHARS = 60;
  private static final int MAX_NUMBERS = 12;

  private static final String UNIT = words(Meaning.UNIT);
  private static final String MONTH = words(Meaning.MONTH);
  private static final String ARTICLE = words(Meaning.ARTICLE);
  private static final String NEXT = words(Meaning.NEXT);
  private static final String YEAR = "(?:,? (?:" + words(Meaning.OF) + " )?\\d{4}(?!\\d))?";

  private static final String DAY =
      Stream.of(Meaning.TODAY, Meaning.TOMORROW, Meaning.WEEKDAY)
          .map(Language::spaced)
          .collect(joining("|", "(?:", ")"));

  private static final String NO_DAY = words(Meaning.MEASURE) + "|" + UNIT;

  private static final String TIME =
      "\\d{1,2}(?:[.:]\\d{2})? ?" + words(Meaning.HOUR) + "(?!\\p{L})|\\d{1,2}:\\d{2}";

  private static final String LENGTH =
      "(?:\\d{1,3}|" + words(Meaning.COUNT) + ") (?:" + words(Meaning.WORKING) + " )?" + UNIT;

  private static final String FORMS =
      String.join(
          "|",
          "\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}",
          TIME,
          "\\d{1,2}[./-]\\d{1,2}(?:[./-](?:\\d{4}|\\d{2}))?\\.?(?!\\d| ?[%‰€$£°]| (?:"
              + NO_DAY
              + ")(?!\\p{L}))",
          "\\d{1,2}(?:"
              + words(Meaning.ORDINAL)
              + "|[.º])? ?(?:"
              + words(Meaning.OF)
              + " )?"
              + MONTH
              + YEAR,
          MONTH + "\\.? \\d{1,2}" + words(Meaning.ORDINAL) + "?" + YEAR,
          LENGTH,
          words(Meaning.NOON),
          words(Meaning.END_OF)
              + " (?:(?:"
              + ARTICLE
              + "|"
              + NEXT
              + ") ){0,2}"
              + UNIT
              + "(?: "
              + NEXT
              + "(?!\\p{L}))?",
          DAY);

  /** What may stand between a word that sets a term and a date: articles, days of the week. */
  static final Pattern LEADING =
      Pattern.compile("[\\s\\p{Zs},:]*(?:(?:" + ARTICLE + "|" + DAY + ")\\.?[\\s\\p{Zs},]+){0,3}");

  private static final Pattern TRAILING = Pattern.compile("[\\s\\p{Zs},]{1,9}+$");

  private static final Pattern DATE =
      Pattern.compile("(?:" + ARTICLE + " |l'){0,3}+(?:" + FORMS + ")(?![\\p{L}\\p{N}])");

  private static final Pattern ENDS_IN_LENGTH =
      Pattern.compile("(?:.*[^\\p{L}\\p{N}])?(" + LENGTH + ")|(.*内)");

  private static final Pattern TIME_OF_DAY =
      Pattern.compile(TIME + "|" + words(Meaning.NOON) + "|\\d[时時点點]");

  /** With its year, as numbers. */
  private static final Pattern RECENT =
      Pattern.compile(
          "(?:20[2-9]\\d[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.]20[2-9]\\d)"
              + "(?![-/.]?\\d)");

  private Dates() {}

  private static String words(Meaning meaning) {
    return "(?:" + Language.spaced(meaning) + ")";
  }

  /** Where the day or the length of time ends that begins at {@code start}, if one does. */
  static OptionalInt end(CharSequence text, int start) {
    int limit = Math.min(text.length(), start + MAX_CHARS);
    Matcher date = DATE.matcher(text.subSequence(start, limit));
    return date.lookingAt() ? OptionalInt.of(start + date.end()) : OptionalInt.empty();
  }

  /** The day that a text ends in, if it ends in one. */
  static Optional<String> last(String text) {
    String trimmed = TRAILING.matcher(text).replaceFirst("");
    return IntStream.range(Math.max(0, trimmed.length() - MAX_CHARS), trimmed.length())
        .filter(at -> Phrases.startsWord(trimmed, at))
        .filter(at -> end(trimmed, at).orElse(at) == trimmed.length())
        .mapToObj(trimmed::substring)
        .findFirst();
  }

  /** The length of time that a term ends in, if it does not end in a day. */
  static Optional<String> length(CharSequence term) {
    Matcher length = ENDS_IN_LENGTH.matcher(term);
    return length.matches()
        ? Optional.of(length.group(1) == null ? length.group(2) : length.group(1))
        : Optional.empty();
  }

  /** Whether words name a time of day. */
  static boolean isTimeOfDay(CharSequence words) {
    return TIME_OF_DAY.matcher(words).find();
  }

  /** Where a date from 2020 on ends that begins at {@code start} and is written in numbers. */
  static OptionalInt recentEnd(CharSequence text, int start) {
    int limit = Math.min(text.length(), start + MAX_NUMBERS);
    Matcher date = RECENT.matcher(text.subSequence(start, limit));
    return date.lookingAt() ? OptionalInt.of(start + date.end()) : OptionalInt.empty();
  }
}

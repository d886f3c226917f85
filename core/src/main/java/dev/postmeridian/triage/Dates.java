package dev.postmeridian.triage;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Days, dates and lengths of time as people write them in the main languages: {@code 2026-05-12},
 * {@code 12. Mai}, {@code May 12th}, {@code le 12/05}, {@code 14 business days}, {@code next
 * Friday}, {@code 5 pm}. A number alone is none of them.
 */
final class Dates {
  private static final int MAX_CHARS = 60;
  private static final int MAX_NUMBERS = 12;

  private static final String UNITS = Language.spaced(Meaning.UNIT);
  private static final String MONTHS = Language.spaced(Meaning.MONTH);

  private static final String FORMS =
      String.join(
          "|",
          "\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}",
          "\\d{1,2}[./-]\\d{1,2}(?:[./-](?:\\d{4}|\\d{2}))?\\.?",
          "\\d{1,2}(?:st|nd|rd|th|er|\\.|º)? ?(?:de |of )?(?:" + MONTHS + ")",
          "(?:" + MONTHS + ")\\.? \\d{1,2}(?:st|nd|rd|th)?",
          "\\d{1,2}:\\d{2}|\\d{1,2} ?(?:am|pm|uhr|h)",
          "(?:\\d{1,3}|"
              + Language.spaced(Meaning.COUNT)
              + ") (?:business |working |calendar )?(?:"
              + UNITS
              + ")",
          "(?:"
              + Language.spaced(Meaning.END_OF)
              + ") (?:the |this |la |le |el |de )?(?:business|"
              + UNITS
              + ")",
          Language.spaced(Meaning.DAY));

  /** What may stand between a word that sets a term and a date: articles, days of the week. */
  static final Pattern LEADING =
      Pattern.compile(
          "[\\s\\p{Zs},:]*(?:(?:"
              + Language.spaced(Meaning.ARTICLE)
              + "|"
              + Language.spaced(Meaning.DAY)
              + ")\\.?[\\s\\p{Zs},]+){0,3}");

  private static final Pattern DATE =
      Pattern.compile(
          "(?:(?:"
              + Language.spaced(Meaning.ARTICLE)
              + ") |l'){0,3}+(?:"
              + FORMS
              + ")(?![\\p{L}\\p{N}])");

  /** With its year, as numbers. */
  private static final Pattern RECENT =
      Pattern.compile(
          "(?:20[2-9]\\d[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.]20[2-9]\\d)"
              + "(?![-/.]?\\d)");

  private Dates() {}

  /** Where the day or the length of time ends that begins at {@code start}, if one does. */
  static OptionalInt end(CharSequence text, int start) {
    int limit = Math.min(text.length(), start + MAX_CHARS);
    Matcher date = DATE.matcher(text.subSequence(start, limit));
    return date.lookingAt() ? OptionalInt.of(start + date.end()) : OptionalInt.empty();
  }

  /** Where a date from 2020 on ends that begins at {@code start} and is written in numbers. */
  static OptionalInt recentEnd(CharSequence text, int start) {
    int limit = Math.min(text.length(), start + MAX_NUMBERS);
    Matcher date = RECENT.matcher(text.subSequence(start, limit));
    return date.lookingAt() ? OptionalInt.of(start + date.end()) : OptionalInt.empty();
  }
}

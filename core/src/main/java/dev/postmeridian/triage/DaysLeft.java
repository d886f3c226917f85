package dev.postmeridian.triage;

import static java.util.Comparator.comparingLong;

import java.text.Normalizer;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How many days are left until the day that words name, as people mean it on the day they write:
 * below 0 if it is over. A day of a month without its year is the next one, or has just gone by.
 */
final class DaysLeft {
  /** A day without its year that is longer ago is next year's. */
  private static final int JUST_GONE = 31;

  /** Of each unit of time, from minutes to years. */
  private static final int[] HOURS = {0, 1, 24, 7 * 24, 30 * 24, 365 * 24};

  private static final int MAX_MONTH = 12;
  private static final int MAX_DAY = 31;
  private static final int DAY_UNIT = 3;
  private static final int WEEK_UNIT = 4;
  private static final int MONTH_UNIT = 5;

  private static final Ordered MONTHS = new Ordered(Meaning.MONTH);
  private static final Ordered WEEKDAYS = new Ordered(Meaning.WEEKDAY);
  private static final Ordered COUNTS = new Ordered(Meaning.COUNT);
  private static final Ordered UNITS = new Ordered(Meaning.UNIT);
  private static final Expressions TODAY = new Expressions(Meaning.TODAY);
  private static final Expressions TOMORROW = new Expressions(Meaning.TOMORROW);

  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})");
  private static final Pattern MONTH_FIRST = Pattern.compile("(\\d{1,2})月(\\d{1,2})");
  private static final Pattern NUMBERS =
      Pattern.compile("(?<!\\d)(\\d{1,2})[-/.](\\d{1,2})(?:[-/.](\\d{4}|\\d{2}))?(?!\\d)");
  private static final Pattern NAMED_MONTH_YEAR = Pattern.compile("(?<!\\d)\\d{4}(?!\\d)");
  private static final Pattern NUMBER = Pattern.compile("(?<!\\d)\\d{1,3}(?!\\d)");
  private static final Pattern DAY_OF_MONTH = Pattern.compile("(\\d{1,2})[日号號]");
  private static final Pattern END =
      Pattern.compile("(?<!\\p{L})(?:" + Language.spaced(Meaning.END_OF) + ") ");
  private static final Expressions NEXT = new Expressions(Meaning.NEXT);

  private final String words;
  private final LocalDate today;

  private DaysLeft(String words, LocalDate today) {
    this.words = Normalizer.normalize(words, Normalizer.Form.NFKC);
    this.today = today;
  }

  /**
   * Until the day that words name; empty if they name none, or one that this does not know.
   *
   * @param words in lower case with single spaces
   * @param today when they are written
   */
  static OptionalLong in(String words, LocalDate today) {
    var days = new DaysLeft(words, today);
    return Stream.<Function<DaysLeft, Optional<LocalDate>>>of(
            DaysLeft::length,
            DaysLeft::yearFirst,
            DaysLeft::monthFirst,
            DaysLeft::namedMonth,
            DaysLeft::numbers,
            DaysLeft::end,
            DaysLeft::word,
            DaysLeft::dayOfMonth)
        .map(way -> way.apply(days))
        .flatMap(Optional::stream)
        .mapToLong(day -> ChronoUnit.DAYS.between(today, day))
        .findFirst();
  }

  private Optional<LocalDate> length() {
    Optional<String> length = Dates.length(words);
    return length.flatMap(l -> length(number(l), UNITS.in(l)));
  }

  private Optional<LocalDate> length(OptionalLong count, OptionalLong unit) {
    return count.isEmpty() || unit.isEmpty()
        ? Optional.empty()
        : Optional.of(today.plusDays(count.getAsLong() * HOURS[(int) unit.getAsLong() - 1] / 24));
  }

  private static OptionalLong number(String length) {
    Matcher number = NUMBER.matcher(length);
    return number.find() ? OptionalLong.of(Long.parseLong(number.group())) : COUNTS.in(length);
  }

  private Optional<LocalDate> yearFirst() {
    return first(YEAR_FIRST).flatMap(d -> day(group(d, 1), group(d, 2), group(d, 3)));
  }

  private Optional<LocalDate> monthFirst() {
    return first(MONTH_FIRST).flatMap(d -> next(group(d, 1), group(d, 2)));
  }

  /** A day before or behind the name of its month, and maybe its year. */
  private Optional<LocalDate> namedMonth() {
    Optional<MatchResult> day = first(NUMBER);
    OptionalLong month = day.isEmpty() ? OptionalLong.empty() : MONTHS.in(words);
    if (day.isEmpty() || month.isEmpty()) {
      return Optional.empty();
    }
    int number = group(day.get(), 0);
    return first(NAMED_MONTH_YEAR)
        .map(year -> day(group(year, 0), (int) month.getAsLong(), number))
        .orElseGet(() -> next((int) month.getAsLong(), number));
  }

  /** The day first or, as Americans put it, the month: the nearest day that is not over. */
  private Optional<LocalDate> numbers() {
    return Dates.isTimeOfDay(words)
        ? Optional.empty()
        : first(NUMBERS)
            .flatMap(d -> {
              Optional<LocalDate> dayFirst = numbers(d, 1, 2);
              Optional<LocalDate> monthFirst = numbers(d, 2, 1);
              return d.group().contains(".")
                  ? dayFirst.or(() -> monthFirst)
                  : Stream.of(dayFirst, monthFirst)
                      .flatMap(Optional::stream)
                      .min(comparingLong(this::distance));
            });
  }

  /** What is over is farther than all that is not. */
  private long distance(LocalDate day) {
    long left = ChronoUnit.DAYS.between(today, day);
    return left >= 0 ? left : Integer.MAX_VALUE - left;
  }

  private Optional<LocalDate> numbers(MatchResult date, int day, int month) {
    String year = date.group(3);
    return year == null
        ? next(group(date, month), group(date, day))
        : day(
            group(date, 3) + (year.length() == 2 ? 2000 : 0), group(date, month), group(date, day));
  }

  private Optional<LocalDate> end() {
    return first(END)
        .flatMap(end -> {
          int next = NEXT.isIn(words) ? 1 : 0;
          return switch ((int) UNITS.in(words.substring(end.end())).orElse(0)) {
            case DAY_UNIT -> Optional.of(today.plusDays(next));
            case WEEK_UNIT ->
                Optional.of(
                    today.plusWeeks(next).with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY)));
            case MONTH_UNIT ->
                Optional.of(today.plusMonths(next).with(TemporalAdjusters.lastDayOfMonth()));
            default -> Optional.empty();
          };
        });
  }

  private Optional<LocalDate> word() {
    if (TODAY.isIn(words)) {
      return Optional.of(today);
    }
    if (TOMORROW.isIn(words)) {
      return Optional.of(today.plusDays(1));
    }
    OptionalLong weekday = WEEKDAYS.in(words);
    return weekday.isEmpty()
        ? Optional.empty()
        : Optional.of(today.with(TemporalAdjusters.next(DayOfWeek.of((int) weekday.getAsLong()))));
  }

  private Optional<LocalDate> dayOfMonth() {
    return first(DAY_OF_MONTH)
        .flatMap(d -> {
          int day = group(d, 1);
          YearMonth month = YearMonth.from(today).plusMonths(day < today.getDayOfMonth() ? 1 : 0);
          return day(month.getYear(), month.getMonthValue(), day);
        });
  }

  private Optional<LocalDate> next(int month, int day) {
    return day(today.getYear(), month, day)
        .map(d -> d.isBefore(today.minusDays(JUST_GONE)) ? d.plusYears(1) : d);
  }

  /** A day that its month is too short for is its last. */
  private static Optional<LocalDate> day(int year, int month, int day) {
    if (month < 1 || month > MAX_MONTH || day < 1 || day > MAX_DAY) {
      return Optional.empty();
    }
    YearMonth of = YearMonth.of(year, month);
    return Optional.of(of.atDay(Math.min(day, of.lengthOfMonth())));
  }

  private Optional<MatchResult> first(Pattern pattern) {
    return pattern.matcher(words).results().findFirst();
  }

  private static int group(MatchResult date, int group) {
    return Integer.parseInt(date.group(group));
  }
}

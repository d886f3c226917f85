package dev.postmeridian.triage;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A day or a length of time that a text wants something by.
 *
 * @param words that set it
 * @param isDuty whether they say that something has to be done
 */
record Term(String words, Nearness nearness, boolean isDuty) {
  /** Characters looked at behind a date for what makes a term of it. */
  private static final int MAX_SUFFIX = 12;

  /** How many days are left until a day that nobody knows. */
  private static final int UNKNOWN = 14;

  /** What sets a term, in any language. */
  private static final Phrases<Meaning> TERMS =
      new DeclaredPhrases(Meaning.TERM, Meaning.UNTIL).of("und");

  private static final Pattern JOINED_TERM = Pattern.compile(Language.joined(Meaning.TERM));

  /** What may stand before "bis morgen" where it is a goodbye. */
  private static final Pattern GOODBYE =
      Pattern.compile("(?:" + Language.spaced(Meaning.GOODBYE) + ")?");

  private static final Expressions LASTING = new Expressions(Meaning.LASTING);
  private static final Expressions SO_FAR = new Expressions(Meaning.SO_FAR);
  private static final Expressions DENIAL = new Expressions(Meaning.DENIAL);
  private static final Expressions PERFECT = new Expressions(Meaning.PERFECT);
  private static final Expressions MODAL = new Expressions(Meaning.MODAL);
  private static final Expressions DUTY = new Expressions(Meaning.DUTY);

  private static final Pattern PAST =
      Pattern.compile(
          "(?<!\\p{L})(?:" + Language.spaced(Meaning.PAST) + ")(?: \\p{L}{1,20}){0,2} $");

  /**
   * Whether a day may be a term: a word that sets one stands right before it, but for articles and
   * days of the week, or around its end in a script without spaces.
   */
  static boolean mayBe(CharSequence text, int start, int end) {
    CharSequence around = text.subSequence(start, Math.min(text.length(), end + MAX_SUFFIX));
    String before = Clause.sentenceBefore(text, start).toLowerCase(Locale.ROOT);
    Matcher joined = JOINED_TERM.matcher(around);
    return (joined.find() && joined.start() < end - start)
        || IntStream.range(0, before.length())
            .filter(at -> Phrases.startsWord(before, at))
            .mapToObj(at -> TERMS.at(before, at))
            .anyMatch(term ->
                term.isPresent()
                    && Dates.LEADING.matcher(before.substring(term.get().end())).matches());
  }

  /**
   * The term that a phrase with its day sets, if it is one to keep. Yesterday is today still: no
   * time zone is known.
   *
   * @param meaning of the phrase
   * @param end of its day
   * @param today when it is written
   */
  static Optional<Term> in(
      CharSequence text, Meaning meaning, int start, int end, LocalDate today) {
    var said = new Said(text, start, end);
    boolean over =
        switch (meaning) {
          case TODAY -> said.isPast() || said.isNotDue();
          case UNTIL -> said.isPast() || said.isIdle() || said.isSoFar();
          case SPAN -> said.isPast() || Dates.length(said.words).isEmpty();
          default -> said.isPast();
        };
    if (over) {
      return Optional.empty();
    }
    long days = meaning == Meaning.TODAY ? 0 : said.daysLeft(today);
    return days < -1
        ? Optional.empty()
        : Optional.of(new Term(said.words, Nearness.of(days), DUTY.isIn(said.clause())));
  }

  /**
   * What it adds to a mail's priority.
   *
   * @param asked whether somebody waits for something; else it is but the writer's own plan
   */
  Reason reason(boolean asked) {
    return asked || isDuty
        ? rule("sets a deadline " + nearness.words() + ": " + words, nearness.score())
        : rule("names a day, maybe only as a plan: " + words, Nearness.LATER.score());
  }

  private static Reason rule(String words, double score) {
    return new Reason(Reason.About.PRIORITY, Reason.Kind.RULE, words, score);
  }

  /** The words that set a term, in their clause. */
  private record Said(
      CharSequence text, int start, int end, String words, String before, String after) {
    Said(CharSequence text, int start, int end) {
      this(
          text,
          start,
          end,
          text.subSequence(start, end).toString(),
          Clause.before(text, start),
          Clause.after(text, end));
    }

    String clause() {
      return before + words + after;
    }

    /** A time of day is of the day beside it, else of today; unknown days are not near. */
    long daysLeft(LocalDate today) {
      return DaysLeft.in(words, today)
          .orElseGet(() -> Dates.isTimeOfDay(words) ? daysLeftBeside(today) : UNKNOWN);
    }

    /** A day before it that is over is another matter's. */
    private long daysLeftBeside(LocalDate today) {
      return dayBehind()
          .map(day -> DaysLeft.in(day, today).orElse(0))
          .or(() ->
              Dates.last(Clause.sentenceBefore(text, start))
                  .map(day -> Math.max(0, DaysLeft.in(day, today).orElse(0))))
          .orElse(0L);
    }

    private Optional<String> dayBehind() {
      int from = !after.isEmpty() && after.charAt(0) == ' ' ? 1 : 0;
      OptionalInt dayEnd = Dates.end(after, from);
      return dayEnd.isPresent()
          ? Optional.of(after.substring(from, dayEnd.getAsInt()))
          : Optional.empty();
    }

    /** "It was due by 3 March", "thank you for answering within a day": that is over. */
    boolean isPast() {
      Matcher past = PAST.matcher(before);
      boolean over =
          (past.find() && !MODAL.isIn(before.substring(past.start())))
              || (Dates.length(words).isPresent() && Thanks.govern(text, start, end));
      return over && !Negation.isConditional(text, start);
    }

    /** What came, or did not, "today"; and what nobody asks to be done today. */
    boolean isNotDue() {
      String part = Clause.partBefore(text, start);
      return DENIAL.isIn(part)
          || PERFECT.isIn(part + words + Clause.partAfter(text, end))
          || !(DUTY.isIn(clause()) || Requests.asks(clause(), "und"));
    }

    /** "Bis heute" without a time of day, of what is denied or has happened, where nobody asks. */
    boolean isSoFar() {
      return SO_FAR.isIn(words + after)
          && (DENIAL.isIn(clause()) || PERFECT.isIn(clause()))
          && !DUTY.isIn(clause())
          && !Requests.asks(clause(), "und");
    }

    /** "Hasta mañana" or "Also bis morgen!", or how long an office is closed: nothing is to do. */
    boolean isIdle() {
      return (GOODBYE.matcher(before.strip()).matches() && after.isBlank())
          || LASTING.isIn(before.strip() + after);
    }
  }
}

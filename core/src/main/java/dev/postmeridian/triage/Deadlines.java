package dev.postmeridian.triage;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.postmeridian.mail.ParsedMail;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a text says that presses for time, by {@linkplain Pressure declared phrases}, each kind with
 * a score. Rules, and called so: nothing here is learned. One standard for all languages: urgency
 * said outright presses, and so do a day to answer by and legal steps announced, unless they are
 * {@link Negation denied}.
 */
final class Deadlines {
  private static final int MAX_CHARS = 20_000;

  /** Characters looked at behind a date for what makes a term of it. */
  private static final int MAX_SUFFIX = 12;

  /** Once this many phrases did not press after all, those that follow are not looked at. */
  private static final int MAX_DISMISSED = 32;

  private static final Pattern PARAGRAPH = Pattern.compile("\\n\\s*\\n");

  private static final DeclaredPhrases PHRASES =
      new DeclaredPhrases(
          Meaning.HASTE, Meaning.STANDSTILL, Meaning.LEGAL_STEPS, Meaning.TERM, Meaning.UNTIL);

  private static final Map<Meaning, Pattern> JOINED =
      Stream.of(Meaning.HASTE, Meaning.LEGAL_STEPS, Meaning.TERM)
          .collect(toMap(identity(), meaning -> Pattern.compile(Language.joined(meaning))));

  /** What sets a term, in any language. */
  private static final Phrases<Meaning> TERMS =
      new DeclaredPhrases(Meaning.TERM, Meaning.UNTIL).of("und");

  private static final Pattern JOINED_TERM = Pattern.compile(Language.joined(Meaning.TERM));

  /** What may stand before "bis morgen" where it is a goodbye. */
  private static final Pattern GOODBYE =
      Pattern.compile("(?:" + Language.spaced(Meaning.GOODBYE) + ")?");

  private static final Expressions LASTING = new Expressions(Meaning.LASTING);
  private static final Expressions SO_FAR = new Expressions(Meaning.SO_FAR);
  private static final Expressions HAPPENED = new Expressions(Meaning.DENIAL, Meaning.PERFECT);
  private static final Expressions DUTY = new Expressions(Meaning.DUTY);

  private static final Pattern PAST =
      Pattern.compile(
          "(?<!\\p{L})(?:" + Language.spaced(Meaning.PAST) + ")(?: \\p{L}{1,20}){0,2} $");

  private final CharSequence text;
  private final Map<Pressure, String> found = new EnumMap<>(Pressure.class);
  private int dismissed;

  private Deadlines(CharSequence text) {
    this.text = text;
  }

  /**
   * What a mail says of time. A reply keeps the subject of what it answers, which presses beside
   * pressing words of its own alone.
   *
   * @param written its sender's own words
   */
  static Deadlines of(ParsedMail mail, String written, String language) {
    Deadlines all = in(mail.subject() + "\n\n" + written, language);
    if (all.found.isEmpty() || written.isBlank() || !Quotation.isReply(mail)) {
      return all;
    }
    Deadlines own = in(written, language);
    return own.found.isEmpty() ? own : all;
  }

  /**
   * What a text says of time.
   *
   * @param language ISO 639-1 code, or {@code und}
   */
  static Deadlines in(CharSequence subjectAndText, String language) {
    CharSequence start =
        subjectAndText.subSequence(0, Math.min(subjectAndText.length(), 2 * MAX_CHARS));
    String sentences = PARAGRAPH.matcher(start).replaceAll(". ");
    return inFolded(JunkFeatures.collapse(sentences, MAX_CHARS), language);
  }

  /** The same for a text already in lower case, each run of whitespace one space. */
  static Deadlines inFolded(CharSequence text, String language) {
    var deadlines = new Deadlines(text);
    deadlines.read(PHRASES.of(language));
    return deadlines;
  }

  /**
   * Whether a day may be a term: a word that sets one stands right before it, but for articles and
   * days of the week, or around its end in a script without spaces.
   */
  static boolean mayBeTerm(CharSequence text, int start, int end) {
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

  /** What presses, each way once. */
  List<Reason> reasons() {
    return found.entrySet().stream()
        .map(pressure -> pressure.getKey().reason(pressure.getValue()))
        .toList();
  }

  /** Whether it speaks of legal steps and sets a term: whoever writes so waits for an answer. */
  boolean isUltimatum() {
    return found.containsKey(Pressure.LEGAL_STEPS) && found.containsKey(Pressure.TERM);
  }

  private void read(Phrases<Meaning> phrases) {
    boolean joined = false;
    for (int at = 0; at < text.length(); at++) {
      joined |= text.charAt(at) >= '\u3000';
      if (Phrases.startsWord(text, at)) {
        int start = at;
        phrases.at(text, at).ifPresent(phrase -> note(phrase, start));
      }
    }
    if (joined) {
      JOINED.forEach(this::note);
    }
  }

  /** Notes what a script without spaces says. */
  private void note(Meaning meaning, Pattern pattern) {
    Pressure pressure = Pressure.of(meaning);
    Matcher phrase = pattern.matcher(text);
    while (isOpen(pressure) && phrase.find()) {
      note(meaning, phrase.start(), phrase.end());
    }
  }

  /** Notes a phrase. One such as by or until sets a term if a day follows. */
  private void note(Phrases.Found<Meaning> phrase, int start) {
    Pressure pressure = Pressure.of(phrase.meaning());
    if (isOpen(pressure)) {
      OptionalInt end =
          pressure == Pressure.TERM ? dayEnd(phrase.end()) : OptionalInt.of(phrase.end());
      end.ifPresent(last -> note(phrase.meaning(), start, last));
    }
  }

  private boolean isOpen(Pressure pressure) {
    return !found.containsKey(pressure) && dismissed < MAX_DISMISSED;
  }

  private void note(Meaning meaning, int start, int end) {
    if (presses(meaning, start, end)) {
      found.put(Pressure.of(meaning), text.subSequence(start, end).toString());
    } else {
      dismissed++;
    }
  }

  private boolean presses(Meaning meaning, int start, int end) {
    return switch (meaning) {
      case TERM -> !isPast(start, end);
      case UNTIL -> !isPast(start, end) && !isIdle(start, end) && !isSoFar(start, end);
      case LEGAL_STEPS -> !Negation.of(text, start, end);
      default -> !Negation.of(text, start, end) && !Negation.isHypothetical(text, start);
    };
  }

  private OptionalInt dayEnd(int phraseEnd) {
    boolean spaced = phraseEnd + 1 < text.length() && text.charAt(phraseEnd) == ' ';
    return spaced ? Dates.end(text, phraseEnd + 1) : OptionalInt.empty();
  }

  /** "It was due by 3 March", "thank you for answering within a day": that is over. */
  private boolean isPast(int start, int end) {
    boolean over =
        PAST.matcher(Clause.before(text, start)).find()
            || (Dates.isLength(text.subSequence(start, end)) && Thanks.govern(text, start, end));
    return over && !Negation.isConditional(text, start);
  }

  /** "Bis heute" without a time of day, of what is denied or has happened, where nobody asks. */
  private boolean isSoFar(int start, int end) {
    String rest = text.subSequence(start, end) + Clause.after(text, end);
    String clause = Clause.before(text, start) + rest;
    return SO_FAR.isIn(rest)
        && HAPPENED.isIn(clause)
        && !DUTY.isIn(clause)
        && !Requests.asks(clause, "und");
  }

  /** "Hasta mañana" or "Also bis morgen!", or how long an office is closed: nothing is to do. */
  private boolean isIdle(int start, int end) {
    String before = Clause.before(text, start).strip();
    String after = Clause.after(text, end);
    return (GOODBYE.matcher(before).matches() && after.isBlank()) || LASTING.isIn(before + after);
  }
}

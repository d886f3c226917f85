package dev.postmeridian.triage;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.postmeridian.mail.ParsedMail;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a text says that presses for time, by {@linkplain Pressure declared phrases}, each kind with
 * a score. Rules, and called so: nothing here is learned. One standard for all languages: urgency
 * said outright presses, and so do a day to answer by and legal steps announced, unless they are
 * {@link Negation denied}.
 */
final class Deadlines {
  private static final int MAX_CHARS = 20_000;

  /** Once this many phrases were looked at, those that follow are not. */
  private static final int MAX_PHRASES = 32;

  private static final Pattern PARAGRAPH = Pattern.compile("\\n\\s*\\n");

  private static final DeclaredPhrases PHRASES =
      new DeclaredPhrases(
          Meaning.HASTE,
          Meaning.STANDSTILL,
          Meaning.LEGAL_STEPS,
          Meaning.TERM,
          Meaning.SPAN,
          Meaning.UNTIL,
          Meaning.TODAY);

  private static final Map<Meaning, Pattern> JOINED =
      Stream.of(Meaning.HASTE, Meaning.LEGAL_STEPS, Meaning.TERM, Meaning.TODAY)
          .collect(toMap(identity(), meaning -> Pattern.compile(Language.joined(meaning))));

  /** A failure named in more words than these presses if something in its sentence says now. */
  private static final int MAX_BARE_WORDS = 4;

  private static final Expressions BLOCKED = new Expressions(Meaning.BLOCKED);
  private static final Expressions FAILURE = new Expressions(Meaning.FAILURE);
  private static final Expressions NOW = new Expressions(Meaning.NOW);
  private static final Expressions AGO = new Expressions(Meaning.AGO);
  private static final Expressions STOOD_STILL = new Expressions(Meaning.STOOD_STILL);

  private static final Set<Meaning> LEADS_TO_DAY =
      Set.of(Meaning.TERM, Meaning.SPAN, Meaning.UNTIL);

  private static final Set<Meaning> TERMS =
      Set.of(Meaning.TERM, Meaning.SPAN, Meaning.UNTIL, Meaning.TODAY);

  private static final Comparator<Term> NEAREST =
      Comparator.comparing(Term::nearness).thenComparing(Term::isDuty, Comparator.reverseOrder());

  private final CharSequence text;
  private final LocalDate today;
  private final Map<Pressure, String> found = new EnumMap<>(Pressure.class);
  private @Nullable Term nearest;
  private int lookedAt;

  /** Where the last term ends that was looked at: what stands within it is none of its own. */
  private int termEnd;

  private Deadlines(CharSequence text, LocalDate today) {
    this.text = text;
    this.today = today;
  }

  /**
   * What a mail says of time. A reply keeps the subject of what it answers, which presses beside
   * pressing words of its own alone.
   *
   * @param written its sender's own words
   * @param today when it was written
   */
  static Deadlines of(ParsedMail mail, String written, String language, LocalDate today) {
    Deadlines all = in(mail.subject() + "\n\n" + written, language, today);
    if (all.found.containsKey(Pressure.STANDSTILL) && Recovery.in(mail, written).isPresent()) {
      all.found.remove(Pressure.STANDSTILL);
    }
    if (all.isEmpty() || written.isBlank() || !Quotation.isReply(mail)) {
      return all;
    }
    Deadlines own = in(written, language, today);
    return own.isEmpty() ? own : all;
  }

  /**
   * What a text says of time.
   *
   * @param language ISO 639-1 code, or {@code und}
   * @param today when it was written
   */
  static Deadlines in(CharSequence subjectAndText, String language, LocalDate today) {
    CharSequence start =
        subjectAndText.subSequence(0, Math.min(subjectAndText.length(), 2 * MAX_CHARS));
    String sentences = PARAGRAPH.matcher(start).replaceAll(". ");
    return inFolded(JunkFeatures.collapse(sentences, MAX_CHARS), language, today);
  }

  /** The same for a text already in lower case, each run of whitespace one space. */
  static Deadlines inFolded(CharSequence text, String language, LocalDate today) {
    var deadlines = new Deadlines(text, today);
    deadlines.read(PHRASES.of(language));
    return deadlines;
  }

  /** Whether nothing presses. */
  boolean isEmpty() {
    return found.isEmpty() && nearest == null;
  }

  /**
   * What presses, each way once; of terms the nearest.
   *
   * @param replyExpected whether somebody waits for an answer
   */
  List<Reason> reasons(boolean replyExpected) {
    var reasons = new ArrayList<Reason>();
    found.forEach((pressure, words) -> reasons.add(pressure.reason(words)));
    if (nearest != null) {
      reasons.add(nearest.reason(replyExpected || !found.isEmpty()));
    }
    return reasons;
  }

  /** Whether it speaks of legal steps and sets a term: whoever writes so waits for an answer. */
  boolean isUltimatum() {
    return found.containsKey(Pressure.LEGAL_STEPS) && nearest != null;
  }

  /** Whether something is urgent. */
  boolean isHasty() {
    return found.containsKey(Pressure.HASTE);
  }

  /** Whether work stands still. */
  boolean isStandstill() {
    return found.containsKey(Pressure.STANDSTILL);
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
    if (isOpen(Meaning.STANDSTILL)) {
      BLOCKED.in(text.toString()).stream()
          .limit(MAX_PHRASES)
          .forEach(blocked -> note(Meaning.STANDSTILL, blocked.start(), blocked.end()));
    }
    if (joined) {
      JOINED.forEach(this::note);
    }
  }

  /** Notes what a script without spaces says. */
  private void note(Meaning meaning, Pattern pattern) {
    Matcher phrase = pattern.matcher(text);
    while (isOpen(meaning) && phrase.find()) {
      note(meaning, phrase.start(), phrase.end());
    }
  }

  /** Notes a phrase. One such as by or until sets a term if a day follows. */
  private void note(Phrases.Found<Meaning> phrase, int start) {
    if (isOpen(phrase.meaning()) && start >= termEnd) {
      OptionalInt end =
          LEADS_TO_DAY.contains(phrase.meaning())
              ? dayEnd(phrase.end())
              : OptionalInt.of(phrase.end());
      end.ifPresent(last -> note(phrase.meaning(), start, last));
    }
  }

  private boolean isOpen(Meaning meaning) {
    return lookedAt < MAX_PHRASES
        && (TERMS.contains(meaning)
            ? nearest == null || nearest.nearness() != Nearness.DAY
            : !found.containsKey(Pressure.of(meaning)));
  }

  private void note(Meaning meaning, int start, int end) {
    lookedAt++;
    if (TERMS.contains(meaning)) {
      termEnd = end;
      Term.in(text, meaning, start, end, today).ifPresent(this::note);
    } else if (presses(meaning, start, end)) {
      found.put(Pressure.of(meaning), text.subSequence(start, end).toString());
    }
  }

  /** Of terms as near the one with a duty, else the first. */
  private void note(Term term) {
    if (nearest == null || NEAREST.compare(term, nearest) < 0) {
      nearest = term;
    }
  }

  private boolean presses(Meaning meaning, int start, int end) {
    return !(meaning == Meaning.STANDSTILL && isLongOver(start, end))
        && !(meaning == Meaning.STANDSTILL && isOnlyNamed(start, end))
        && !Negation.of(text, start, end)
        && (meaning == Meaning.LEGAL_STEPS || !Negation.isHypothetical(text, start));
  }

  /** "Question about the outage of last month". */
  private boolean isOnlyNamed(int start, int end) {
    if (!FAILURE.isIn(text.subSequence(start, end).toString())) {
      return false;
    }
    String sentence = Clause.sentenceBefore(text, start) + Clause.sentenceFrom(text, start);
    return sentence.strip().split(" +", -1).length > MAX_BARE_WORDS && !NOW.isIn(sentence);
  }

  /**
   * "There was an outage last week." and no more in its sentence: what stands still now is not,
   * whenever it began.
   */
  private boolean isLongOver(int start, int end) {
    String before = Clause.partBefore(text, start);
    String said = before + text.subSequence(start, end);
    String after = Clause.partAfter(text, end);
    return STOOD_STILL.in(said).stream().anyMatch(stood -> stood.end() == said.length())
        && AGO.isIn(before + after)
        && Clause.endsSentence(text, end + after.length());
  }

  private OptionalInt dayEnd(int phraseEnd) {
    boolean spaced = phraseEnd + 1 < text.length() && text.charAt(phraseEnd) == ' ';
    return spaced ? Dates.end(text, phraseEnd + 1) : OptionalInt.empty();
  }
}

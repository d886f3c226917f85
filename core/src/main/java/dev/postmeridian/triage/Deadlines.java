package dev.postmeridian.triage;

import dev.postmeridian.triage.PressingWords.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a text says that presses for time, by {@link PressingWords declared phrases}, each kind with
 * a score. Rules, and called so: nothing here is learned. One standard for all languages: urgency
 * said outright presses, and so do a day to answer by and legal steps announced, unless they are
 * {@link Negation denied}.
 */
final class Deadlines {
  private static final int MAX_CHARS = 20_000;

  /** Once this many phrases did not press after all, those that follow are not looked at. */
  private static final int MAX_DISMISSED = 32;

  private static final Pattern PARAGRAPH = Pattern.compile("\\n\\s*\\n");

  /** What may stand before "bis morgen" where it is a goodbye. */
  private static final Pattern GOODBYE =
      Pattern.compile("(?:also|dann|na dann|ok|okay|gut|entonces|bueno|pues|então|bem|alors)?");

  /** Until a day something is so: nobody has to do anything by then. */
  private static final Pattern STATE =
      Pattern.compile(
          "(?<!\\p{L})(?:geschlossen|geöffnet|urlaub|abwesend|unterwegs|verreist|krank|gültig"
              + "|fermée?s?|ouverte?s?|congés?|vacances|absente?s?|valables?"
              + "|cerrad[oa]s?|abiert[oa]s?|vacaciones|ausentes?|válid[oa]s?"
              + "|fechad[oa]s?|abert[oa]s?|férias)(?!\\p{L})");

  private final CharSequence text;
  private final Phrases<Kind> phrases;
  private final Map<Kind, String> found = new EnumMap<>(Kind.class);
  private int dismissed;

  private Deadlines(CharSequence text, String language) {
    this.text = text;
    this.phrases = PressingWords.of(language);
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
    var deadlines = new Deadlines(text, language);
    deadlines.read();
    return deadlines;
  }

  /** The phrases found, each kind once. */
  List<Reason> reasons() {
    return found.entrySet().stream()
        .map(kind ->
            new Reason(
                Reason.About.PRIORITY,
                Reason.Kind.RULE,
                kind.getKey().words + ": " + kind.getValue(),
                kind.getKey().score))
        .toList();
  }

  /** Whether it speaks of legal steps and sets a term: whoever writes so waits for an answer. */
  boolean isUltimatum() {
    return found.containsKey(Kind.LEGAL_STEPS) && found.containsKey(Kind.TERM);
  }

  private void read() {
    boolean joined = false;
    for (int at = 0; at < text.length(); at++) {
      joined |= text.charAt(at) >= '\u3000';
      if (Phrases.startsWord(text, at)) {
        int start = at;
        phrases.at(text, at).ifPresent(phrase -> note(phrase, start));
      }
    }
    if (joined) {
      PressingWords.JOINED.forEach((kind, pattern) -> {
        Matcher phrase = pattern.matcher(text);
        while (!found.containsKey(kind) && dismissed < MAX_DISMISSED && phrase.find()) {
          note(kind, phrase.start(), phrase.end());
        }
      });
    }
  }

  /** A word such as by or until sets a term if a day follows. */
  private void note(Phrases.Found<Kind> phrase, int start) {
    boolean until = phrase.meaning() == Kind.UNTIL;
    Kind kind = until ? Kind.TERM : phrase.meaning();
    if (found.containsKey(kind)) {
      return;
    }
    OptionalInt end = kind == Kind.TERM ? dayEnd(phrase.end()) : OptionalInt.of(phrase.end());
    if (end.isPresent()) {
      note(until ? Kind.UNTIL : kind, start, end.getAsInt());
    }
  }

  private void note(Kind kind, int start, int end) {
    if (dismissed < MAX_DISMISSED) {
      boolean presses =
          switch (kind) {
            case TERM -> true;
            case UNTIL -> !isIdle(start, end);
            default -> !Negation.of(text, start, end);
          };
      if (presses) {
        String words = text.subSequence(start, end).toString();
        found.put(kind == Kind.UNTIL ? Kind.TERM : kind, words);
      } else {
        dismissed++;
      }
    }
  }

  private OptionalInt dayEnd(int phraseEnd) {
    boolean spaced = phraseEnd + 1 < text.length() && text.charAt(phraseEnd) == ' ';
    return spaced ? Dates.end(text, phraseEnd + 1) : OptionalInt.empty();
  }

  /** "Hasta mañana" or "Also bis morgen!", or how long an office is closed: nothing is to do. */
  private boolean isIdle(int start, int end) {
    String before = Negation.clauseBefore(text, start).strip();
    String after = Negation.clauseAfter(text, end);
    return (GOODBYE.matcher(before).matches() && after.isBlank())
        || STATE.matcher(before + after).find();
  }
}

package dev.postmeridian.triage;

import java.util.EnumSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How sentences ask for something in the main languages: a declared rule. Questions, verbs of
 * asking in the first person, please, and commands that name who asks ({@code rappelez-nous},
 * {@code llámenos}); formulas that only sound so are set apart. And how they say that no answer is
 * needed.
 */
final class Requests {
  /** The mark of a link has its fields behind it. */
  private static final Pattern QUESTION = Pattern.compile("[？¿]|\\?(?![A-Za-z0-9_.%-]*+=)");

  private static final DeclaredPhrases PHRASES = new DeclaredPhrases(Meaning.ASKS, Meaning.FORMULA);

  /**
   * Commands with who asks at their end: a French imperative's hyphen, a Spanish one's accent, a
   * Portuguese one's hyphen.
   */
  private static final Pattern COMMAND =
      Pattern.compile("(?<![\\p{L}-])(?:" + Language.spaced(Meaning.COMMAND) + ")(?![\\p{L}-])");

  /** A command with what it is about, at the start of a sentence. */
  private static final Pattern ORDER =
      Pattern.compile("(?:" + Language.spaced(Meaning.ORDER) + ")(?![\\p{L}-])");

  /** A closing formula such as よろしくお願い does not ask. */
  private static final Pattern JOINED = Pattern.compile(Language.joined(Meaning.ASKS));

  private static final Pattern JOINED_FORMULA = Pattern.compile(Language.joined(Meaning.FORMULA));
  private static final Expressions WAIVERS = new Expressions(Meaning.WAIVER);
  private static final Pattern BUT = Language.pattern(Meaning.BUT);

  private Requests() {}

  /** A sentence; of one that says that no answer is needed, what follows that clause or a "but". */
  static String unwaived(String sentence) {
    String folded = JunkFeatures.collapse(sentence, sentence.length());
    int end = waiverEnd(folded);
    if (end == 0) {
      return sentence;
    }
    int clauseEnd = Clause.end(folded, end);
    Matcher but = BUT.matcher(folded);
    boolean near = but.find(end) && but.start() <= clauseEnd + 2;
    int rest = near ? but.end() : Math.min(clauseEnd + 1, folded.length());
    return folded.substring(rest).strip();
  }

  /** Where the last words end that need no answer; 0 if there are none. */
  private static int waiverEnd(String folded) {
    return WAIVERS.in(folded).stream()
        .filter(waiver -> !Negation.isConditional(folded, waiver.start()))
        .mapToInt(Expressions.Found::end)
        .max()
        .orElse(0);
  }

  /** Whether a sentence is a question. */
  static boolean isQuestion(String sentence) {
    return QUESTION.matcher(sentence).find();
  }

  /**
   * Whether a sentence asks, question or not, in whichever language.
   *
   * @param language of the mail: ISO 639-1 code, or {@code und}
   */
  static boolean asks(String sentence, String language) {
    String folded = JunkFeatures.collapse(sentence, sentence.length());
    EnumSet<Meaning> said = said(folded, PHRASES.of(language));
    if (Language.hasJoined(folded) && JOINED.matcher(folded).find()) {
      said.add(JOINED_FORMULA.matcher(folded).find() ? Meaning.FORMULA : Meaning.ASKS);
    }
    return !said.contains(Meaning.FORMULA) && (said.contains(Meaning.ASKS) || commands(folded));
  }

  private static boolean commands(String folded) {
    boolean signed = folded.chars().anyMatch(c -> c == '-' || c > '~');
    return ORDER.matcher(folded).lookingAt() || (signed && COMMAND.matcher(folded).find());
  }

  private static EnumSet<Meaning> said(String folded, Phrases<Meaning> phrases) {
    var said = EnumSet.noneOf(Meaning.class);
    for (int at = 0; at < folded.length(); at++) {
      if (Phrases.startsWord(folded, at)) {
        phrases.at(folded, at).map(Phrases.Found::meaning).ifPresent(said::add);
      }
    }
    return said;
  }
}

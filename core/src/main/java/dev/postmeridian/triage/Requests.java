package dev.postmeridian.triage;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How sentences ask for something in the main languages: a declared rule. Questions, verbs of
 * asking in the first person, please, and commands that name who asks ({@code rappelez-nous},
 * {@code llámenos}); formulas that only sound so are set apart. And how they say that no answer is
 * needed.
 */
final class Requests {
  /**
   * Marks of all scripts; that of Greek is a semicolon, and that of a link has its fields behind
   * it.
   */
  private static final Pattern QUESTION =
      Pattern.compile("[？¿؟՞\u037e⁇፧]|(?<=\\p{IsGreek});|\\?(?![A-Za-z0-9_.%-]*+=)");

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
  private static final Expressions BUT = new Expressions(Meaning.BUT);

  private Requests() {}

  /** A sentence; of one that says that no answer is needed, what follows that clause or a "but". */
  static String unwaived(String sentence) {
    String folded = JunkFeatures.collapse(sentence, sentence.length());
    int end = waiverEnd(folded);
    if (end == 0) {
      return sentence;
    }
    int clauseEnd = Clause.end(folded, end);
    int rest =
        BUT.in(folded).stream()
            .filter(but -> but.start() >= end && but.start() <= clauseEnd + 2)
            .mapToInt(Expressions.Found::end)
            .findFirst()
            .orElse(Math.min(clauseEnd + 1, folded.length()));
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
   * Whether a sentence asks, question or not, in whichever language. A formula says nothing itself
   * and leaves the rest of its sentence as it is.
   *
   * @param language of the mail: ISO 639-1 code, or {@code und}
   */
  static boolean asks(String sentence, String language) {
    return new Said(sentence, language).asks();
  }

  /**
   * A sentence in lower case without its formulas, which ask nothing, though made of such words.
   */
  static String withoutFormulas(String sentence, String language) {
    return new Said(sentence, language).withoutFormulas();
  }

  /** What asks in a sentence, and what only sounds so. */
  private static final class Said {
    private final String folded;
    private final List<Expressions.Found> requests = new ArrayList<>();

    /** The characters that formulas have. */
    private final BitSet formulas = new BitSet();

    Said(String sentence, String language) {
      folded = JunkFeatures.collapse(sentence, sentence.length());
      words(PHRASES.of(language));
      commands();
      if (Language.hasJoined(folded)) {
        requests(JOINED);
        JOINED_FORMULA.matcher(folded).results().forEach(f -> formulas.set(f.start(), f.end()));
      }
    }

    private void words(Phrases<Meaning> phrases) {
      for (int at = 0; at < folded.length(); at++) {
        if (Phrases.startsWord(folded, at)) {
          int start = at;
          phrases
              .at(folded, at)
              .ifPresent(phrase -> {
                if (phrase.meaning() == Meaning.FORMULA) {
                  formulas.set(start, phrase.end());
                } else {
                  requests.add(new Expressions.Found(start, phrase.end()));
                }
              });
        }
      }
    }

    private void commands() {
      Matcher order = ORDER.matcher(folded);
      if (order.lookingAt()) {
        requests.add(new Expressions.Found(0, order.end()));
      }
      if (folded.chars().anyMatch(c -> c == '-' || c > '~')) {
        requests(COMMAND);
      }
    }

    private void requests(Pattern pattern) {
      pattern
          .matcher(folded)
          .results()
          .forEach(r -> requests.add(new Expressions.Found(r.start(), r.end())));
    }

    boolean asks() {
      return requests.stream().anyMatch(request -> !isFormula(request));
    }

    /** Whether it is part of a formula, as far as one goes: "I would like to thank you". */
    private boolean isFormula(Expressions.Found request) {
      int formula = formulas.nextSetBit(request.start());
      return formula >= 0 && formula < request.end();
    }

    String withoutFormulas() {
      var rest = new StringBuilder(folded);
      requests.stream()
          .filter(this::isFormula)
          .forEach(request -> formulas.set(request.start(), request.end()));
      formulas.stream().forEach(at -> rest.setCharAt(at, ' '));
      return rest.toString();
    }
  }
}

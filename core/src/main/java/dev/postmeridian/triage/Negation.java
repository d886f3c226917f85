package dev.postmeridian.triage;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a phrase is denied where it stands: {@code not really urgent}, {@code no need to answer
 * right away}, {@code eilt nicht}, {@code 至急ではありません}. Declared words of denial in the same clause,
 * next to the phrase but for words that only grade or link. What hangs on a condition is not
 * denied: {@code if you do not pay immediately}.
 */
final class Negation {
  /** A denial with up to three words that grade; or that nobody has to, and three of what. */
  private static final Pattern BEFORE =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}'])(?:(?:"
              + Language.spaced(Meaning.DENIAL)
              + ")(?:[ -](?:"
              + Language.spaced(Meaning.GRADE)
              + ")){0,3}|(?:"
              + Language.spaced(Meaning.NO_DUTY)
              + ")(?: (?!(?:"
              + Language.spaced(Meaning.BUT)
              + ") )[\\p{L}'-]{1,20}){0,3})"
              + " ?(?:[dlb]')?-?$");

  private static final Pattern JOINED_BEFORE =
      Pattern.compile(
          "(?:"
              + Language.joined(Meaning.DENIAL)
              + ")(?:"
              + Language.joined(Meaning.GRADE)
              + "){0,3}$");

  /** From the phrase on, as German and Dutch put it. */
  private static final Pattern AFTER =
      Pattern.compile("^(?:" + Language.spaced(Meaning.DENIED_BEHIND) + ")(?!\\p{L})");

  private static final Pattern JOINED_AFTER =
      Pattern.compile("^(?:" + Language.joined(Meaning.DENIED_BEHIND) + ")");

  private static final Expressions CONDITION = new Expressions(Meaning.CONDITION);
  private static final Expressions EVENT = new Expressions(Meaning.EVENT);
  private static final Expressions DENIAL = new Expressions(Meaning.DENIAL);

  private Negation() {}

  /** Whether what stands from {@code start} to {@code end} is denied. */
  static boolean of(CharSequence text, int start, int end) {
    String before = Clause.before(text, start);
    String after = Clause.after(text, end);
    boolean joined = text.charAt(start) >= '\u3000';
    boolean denied =
        joined
            ? JOINED_AFTER.matcher(after).find()
            : AFTER.matcher(text.subSequence(start, end) + after).find();
    return denied ? !isCondition(before) : endsDenying(before, joined ? JOINED_BEFORE : BEFORE);
  }

  /** Whether what begins at {@code start} hangs on a condition in its clause. */
  static boolean isConditional(CharSequence text, int start) {
    return isCondition(Clause.before(text, start));
  }

  /** Whether it is what may happen, as in "should you need it urgently", and threatens nothing. */
  static boolean isHypothetical(CharSequence text, int start) {
    String clause = Clause.before(text, start).strip();
    return EVENT.isIn(clause) && !DENIAL.isIn(clause);
  }

  private static boolean endsDenying(String before, Pattern denials) {
    Matcher denial = denials.matcher(before);
    return denial.find() && !isCondition(before.substring(0, denial.start()));
  }

  private static boolean isCondition(String clause) {
    return CONDITION.isIn(clause);
  }
}

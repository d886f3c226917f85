package dev.postmeridian.triage;

import dev.postmeridian.mail.ParsedMail;
import java.util.List;
import java.util.Optional;

/**
 * Whether a mail says that a failure is over, by a {@linkplain Monitor monitor's} subject or in
 * words: a declared rule. The last word counts: nothing stands still, and no "but" follows, behind
 * it.
 */
final class Recovery {
  private static final int MAX_CHARS = 20_000;
  private static final String RULE = "says that a failure is over, which no SLA presses for: ";

  private static final Expressions SOLVED = new Expressions(Meaning.SOLVED);
  private static final Expressions DENIAL = new Expressions(Meaning.DENIAL);
  private static final Expressions TAKEN_BACK = new Expressions(Meaning.BUT, Meaning.STANDSTILL);

  private Recovery() {}

  /**
   * What says so.
   *
   * @param written a sender's own words
   */
  static Optional<Reason> in(ParsedMail mail, String written) {
    return Monitor.cleared(mail)
        .or(() -> last(JunkFeatures.collapse(written, MAX_CHARS)))
        .map(words -> new Reason(Reason.About.PRIORITY, Reason.Kind.RULE, RULE + words, 0));
  }

  static boolean isReason(Reason reason) {
    return reason.evidence().startsWith(RULE);
  }

  private static Optional<String> last(String folded) {
    List<Expressions.Found> solved = SOLVED.in(folded);
    if (solved.isEmpty()) {
      return Optional.empty();
    }
    Expressions.Found last = solved.getLast();
    String clause = Clause.before(folded, last.start()) + Clause.after(folded, last.end());
    return DENIAL.isIn(clause)
            || Negation.isConditional(folded, last.start())
            || TAKEN_BACK.isIn(folded.substring(last.end()))
        ? Optional.empty()
        : Optional.of(folded.substring(last.start(), last.end()));
  }
}

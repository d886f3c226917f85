package dev.postmeridian.triage;

import dev.postmeridian.mail.ParsedMail;
import java.util.List;
import java.util.Optional;

/**
 * Whether a mail says that a failure is over, by a {@linkplain Monitor monitor's} subject or in
 * words: a declared rule. In words its sentence says nothing else, leads it not in with a colon,
 * and nothing but courtesies follows. In doubt it is not over.
 */
final class Recovery {
  /** Whoever writes more says more. */
  private static final int MAX_CHARS = 2_000;

  private static final String RULE = "says that a failure is over, which no SLA presses for: ";

  private static final Expressions SOLVED = new Expressions(Meaning.SOLVED);

  private Recovery() {}

  /**
   * What says so.
   *
   * @param written a sender's own words
   */
  static Optional<Reason> in(ParsedMail mail, String written) {
    return Monitor.cleared(mail)
        .or(() -> last(written))
        .map(words -> new Reason(Reason.About.PRIORITY, Reason.Kind.RULE, RULE + words, 0));
  }

  static boolean isReason(Reason reason) {
    return reason.evidence().startsWith(RULE);
  }

  private static Optional<String> last(String written) {
    if (written.length() > MAX_CHARS) {
      return Optional.empty();
    }
    List<String> sentences = NeedsReply.sentences(written);
    int last = sentences.size() - 1;
    while (last >= 0 && !SOLVED.isIn(Settled.folded(sentences.get(last)))) {
      if (!Settled.isCourtesy(sentences.get(last))) {
        return Optional.empty();
      }
      last--;
    }
    return last < 0 || (last > 0 && isLead(sentences.get(last - 1)))
        ? Optional.empty()
        : solved(sentences.get(last));
  }

  /** Whether a sentence says who says what follows. */
  private static boolean isLead(String sentence) {
    return sentence.endsWith(":") || sentence.endsWith("：");
  }

  /** What says so in a sentence that says nothing else. */
  private static Optional<String> solved(String sentence) {
    String folded = Settled.folded(sentence);
    Expressions.Found last = SOLVED.in(folded).getLast();
    return Settled.isCourtesy(sentence)
        ? Optional.of(folded.substring(last.start(), last.end()))
        : Optional.empty();
  }
}

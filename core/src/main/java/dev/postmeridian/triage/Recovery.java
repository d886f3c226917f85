package dev.postmeridian.triage;

import dev.postmeridian.mail.ParsedMail;
import java.util.List;
import java.util.Optional;

/**
 * Whether a mail says that a failure is over, by a {@linkplain Monitor monitor's} subject or in
 * words: a declared rule. In words its clause says nothing else, and nothing but courtesies
 * follows. In doubt it is not over.
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
    return last < 0 ? Optional.empty() : solved(sentences.get(last));
  }

  /** What says so in a sentence, if it is not of something else, or of some other time. */
  private static Optional<String> solved(String sentence) {
    String words = Settled.spaced(sentence);
    String folded = Settled.folded(words);
    Expressions.Found last = SOLVED.in(folded).getLast();
    int start = last.start() - Clause.before(folded, last.start()).length();
    return folded.length() == words.length() && Settled.isCourtesy(words.substring(start).strip())
        ? Optional.of(folded.substring(last.start(), last.end()))
        : Optional.empty();
  }
}

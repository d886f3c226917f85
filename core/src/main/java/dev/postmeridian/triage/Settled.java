package dev.postmeridian.triage;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a reply only thanks, or says that all is well again: a declared rule. Each sentence does
 * so, and nothing is denied or taken back.
 */
final class Settled {
  /** Signs of a name in a script without spaces, with its title. */
  private static final int MAX_NAME = 6;

  private static final Expressions THANKS = new Expressions(Meaning.THANKS);
  private static final Expressions SOLVED = new Expressions(Meaning.SOLVED);
  private static final Expressions BUT = new Expressions(Meaning.BUT);
  private static final Expressions DENIAL = new Expressions(Meaning.DENIAL);

  private Settled() {}

  /**
   * What says so.
   *
   * @param written a sender's own words
   */
  static Optional<String> in(String written) {
    String folded = folded(written);
    boolean settled =
        !BUT.isIn(folded)
            && !DENIAL.isIn(folded)
            && NeedsReply.sentences(written).stream()
                .filter(Settled::saysSomething)
                .map(Settled::folded)
                .allMatch(sentence -> THANKS.isIn(sentence) || SOLVED.isIn(sentence));
    return settled
        ? Stream.of(SOLVED, THANKS)
            .flatMap(words -> words.in(folded).stream())
            .findFirst()
            .map(found -> folded.substring(found.start(), found.end()))
        : Optional.empty();
  }

  /** More than a name or a courtesy. */
  private static boolean saysSomething(String sentence) {
    return NeedsReply.isLong(sentence)
        || (Language.hasJoined(sentence) && sentence.length() > MAX_NAME);
  }

  private static String folded(String text) {
    return JunkFeatures.collapse(text, text.length());
  }
}

package dev.postmeridian.triage;

import java.util.List;

/** What a thanks governs: what follows it in its clause, up to the next "and" or "but". */
final class Thanks {
  private static final Expressions THANKS = new Expressions(Meaning.THANKS);
  private static final Expressions AHEAD = new Expressions(Meaning.THANKS_AHEAD);
  private static final Expressions TURN = new Expressions(Meaning.AND, Meaning.BUT);

  private Thanks() {}

  /**
   * Whether somebody thanks for what stands from {@code start} to {@code end}, and asks nothing.
   */
  static boolean govern(CharSequence text, int start, int end) {
    String before = Clause.before(text, start);
    List<Expressions.Found> thanks = THANKS.in(before);
    if (thanks.isEmpty() || AHEAD.isIn(before)) {
      return false;
    }
    String governed = before.substring(thanks.getLast().end());
    return !TURN.isIn(governed) && !Requests.asks(governed + Clause.after(text, end), "und");
  }
}

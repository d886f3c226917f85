package dev.postmeridian.triage;

import java.util.List;

/** What stands around a phrase in its clause or its sentence, as far as a bound goes. */
final class Clause {
  private static final int MAX_CHARS = 60;
  private static final int MAX_SENTENCE = 100;
  private static final String SENTENCE_ENDS = ".!?。！？\n";
  private static final String CLAUSE_ENDS = SENTENCE_ENDS + ",;:()、，；：（）";

  private static final Expressions TURN = new Expressions(Meaning.AND, Meaning.BUT);

  private Clause() {}

  /** The part that stands before, behind the last "and" or "but". */
  static String partBefore(CharSequence text, int end) {
    String before = before(text, end);
    List<Expressions.Found> turns = TURN.in(before);
    return turns.isEmpty() ? before : before.substring(turns.getLast().end());
  }

  /** The part that follows, before the next "and" or "but". */
  static String partAfter(CharSequence text, int start) {
    String after = after(text, start);
    return TURN.in(after).stream()
        .findFirst()
        .map(turn -> after.substring(0, turn.start()))
        .orElse(after);
  }

  /** The part of the clause that stands before. */
  static String before(CharSequence text, int end) {
    int start = end;
    while (start > 0 && end - start < MAX_CHARS && !ends(text, start - 1)) {
      start--;
    }
    return text.subSequence(start, end).toString();
  }

  /** The part of the clause that follows. */
  static String after(CharSequence text, int start) {
    int end = start;
    while (end < text.length() && end - start < MAX_CHARS && !ends(text, end)) {
      end++;
    }
    return text.subSequence(start, end).toString();
  }

  /** Where the clause ends, however far. */
  static int end(CharSequence text, int start) {
    int end = start;
    while (end < text.length() && !ends(text, end)) {
      end++;
    }
    return end;
  }

  /** A sign within a number ends none. */
  private static boolean ends(CharSequence text, int at) {
    return CLAUSE_ENDS.indexOf(text.charAt(at)) >= 0
        && !(at > 0
            && at + 1 < text.length()
            && Character.isDigit(text.charAt(at - 1))
            && Character.isDigit(text.charAt(at + 1)));
  }

  /** The part of the sentence that stands before; a sign within a word or a number ends none. */
  static String sentenceBefore(CharSequence text, int end) {
    int start = end;
    while (start > 0 && end - start < MAX_SENTENCE && !isSentenceEnd(text, start - 1)) {
      start--;
    }
    return text.subSequence(start, end).toString();
  }

  /** The part of the sentence that follows. */
  static String sentenceFrom(CharSequence text, int start) {
    int end = start;
    while (end - start < MAX_SENTENCE && !endsSentence(text, end)) {
      end++;
    }
    return text.subSequence(start, end).toString();
  }

  /** Whether a sentence ends here, or the text does. */
  static boolean endsSentence(CharSequence text, int at) {
    return at == text.length() || isSentenceEnd(text, at);
  }

  private static boolean isSentenceEnd(CharSequence text, int at) {
    return SENTENCE_ENDS.indexOf(text.charAt(at)) >= 0
        && (at + 1 == text.length() || !Phrases.isInWord(text, at + 1));
  }
}

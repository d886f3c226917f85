package dev.postmeridian.triage;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Words that people read, in place of the pairs of signs that a script without spaces is compared
 * by: each pair's weight goes to the word that it begins in, where the text first has it.
 */
final class JoinedWords {
  /** Longer runs of one script are sentences of Chinese or Thai, not words. */
  private static final int MAX_WORD = 8;

  private static final int MAX_ENDING = 6;

  private final String text;
  private final Map<String, Reason> pairs = new LinkedHashMap<>();
  private final List<Reason> reasons = new ArrayList<>();

  private JoinedWords(String text) {
    this.text = text;
  }

  /** The same reasons, adding up to the same, with words of the text for their pairs. */
  static List<Reason> of(List<Reason> reasons, String text) {
    var words = new JoinedWords(text);
    for (Reason reason : reasons) {
      if (reason.evidence().length() == 2 && QueueWords.isJoined(reason.evidence())) {
        words.pairs.put(reason.evidence(), reason);
      } else {
        words.reasons.add(reason);
      }
    }
    words.read();
    words.reasons.addAll(words.pairs.values());
    return words.reasons;
  }

  private void read() {
    int at = 0;
    while (at < text.length() && !pairs.isEmpty()) {
      int end = runEnd(at);
      if (end - at <= MAX_WORD) {
        credit(at, end, end - at == 1 ? ending(end) : end);
      } else {
        chains(at, end);
      }
      at = end;
    }
  }

  private int runEnd(int start) {
    int end = start + 1;
    while (end < text.length() && (script(end) == script(start) || text.charAt(end) == 'ー')) {
      end++;
    }
    return end;
  }

  private UnicodeScript script(int at) {
    return UnicodeScript.of(text.charAt(at));
  }

  /** A verb of one sign is read with its ending. */
  private int ending(int start) {
    int end = start;
    while (end < text.length()
        && end - start < MAX_ENDING
        && script(end) == UnicodeScript.HIRAGANA) {
      end++;
    }
    return end;
  }

  /** Within a long run, neighbouring pairs make a phrase. */
  private void chains(int start, int end) {
    int at = start;
    while (at < end) {
      int last = at;
      while (last < end && pairs.containsKey(pair(last))) {
        last++;
      }
      credit(at, last, Math.min(last + 1, end));
      at = Math.max(last, at + 1);
    }
  }

  private String pair(int at) {
    return text.substring(at, Math.min(at + 2, text.length()));
  }

  /** Gives the pairs that begin from start to before end to the word that ends at wordEnd. */
  private void credit(int start, int end, int wordEnd) {
    double weight = 0;
    Reason any = null;
    for (int i = start; i < end; i++) {
      Reason pair = pairs.remove(pair(i));
      if (pair != null) {
        weight += pair.weight();
        any = pair;
      }
    }
    if (any != null) {
      reasons.add(new Reason(any.about(), any.kind(), text.substring(start, wordEnd), weight));
    }
  }
}

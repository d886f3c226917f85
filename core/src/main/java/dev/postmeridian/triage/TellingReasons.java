package dev.postmeridian.triage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.regex.Pattern;

/**
 * Of all reasons of one answer those that people read: every rule, and the strongest learned
 * weights, each as exact as it was.
 */
final class TellingReasons {
  private static final int LEARNED = 5;
  private static final int MAX_EVIDENCE = 80;

  /** Less is shown as 0.0. */
  private static final double LEAST = 0.05;

  private static final Pattern SIGNS = Pattern.compile("^[\\p{P}>|]+|[\\p{P}&&[^%]]+$");
  private static final Comparator<Reason> WEAKEST =
      Comparator.comparingDouble(reason -> Math.abs(reason.weight()));

  private TellingReasons() {}

  /** Rules first, then learned weights, each the strongest first. */
  static List<Reason> of(List<Reason> reasons) {
    var telling = new ArrayList<Reason>();
    reasons.stream().filter(TellingReasons::isRule).forEach(telling::add);
    telling.sort(WEAKEST.reversed());
    List<Reason> learned = new ArrayList<>(strongest(reasons));
    learned.sort(WEAKEST.reversed());
    telling.addAll(learned);
    return telling.stream().map(TellingReasons::shortened).toList();
  }

  /** A mail has a thousand words: only those that are strong enough are looked at. */
  private static Collection<Reason> strongest(List<Reason> reasons) {
    var most = new PriorityQueue<Reason>(LEARNED + 1, WEAKEST);
    for (Reason reason : reasons) {
      boolean strong = most.size() < LEARNED || WEAKEST.compare(reason, most.element()) > 0;
      if (strong && !isRule(reason) && tells(reason)) {
        most.add(reason);
        if (most.size() > LEARNED) {
          most.remove();
        }
      }
    }
    return most;
  }

  private static boolean isRule(Reason reason) {
    return reason.kind() == Reason.Kind.RULE;
  }

  /**
   * A word that every text has weighs in, but tells nobody why; requests are made of such words.
   */
  private static boolean tells(Reason reason) {
    if (Math.abs(reason.weight()) < LEAST) {
      return false;
    }
    boolean word = reason.about() == Reason.About.JUNK && reason.kind() == Reason.Kind.WORD;
    return word ? !StopWords.isCommon(reason.evidence()) : !reason.evidence().isBlank();
  }

  private static Reason shortened(Reason reason) {
    String words = reason.kind() == Reason.Kind.WORD ? bare(reason.evidence()) : reason.evidence();
    String shown =
        words.length() <= MAX_EVIDENCE ? words : words.substring(0, MAX_EVIDENCE - 1) + "…";
    return new Reason(reason.about(), reason.kind(), shown, reason.weight());
  }

  /** A word without the signs of its sentence; what is nothing else stays. */
  private static String bare(String word) {
    String bare = SIGNS.matcher(word).replaceAll("");
    return bare.isEmpty() ? word : bare;
  }
}

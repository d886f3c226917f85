package dev.postmeridian.triage;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a decision's confidence is a confidence of. */
public enum ConfidenceOf {
  /** That it is spam or phishing, which lie in junk. */
  VERDICT("that the verdict is right"),
  /** That the queue is right. */
  QUEUE("that the queue is right"),
  /** That the closest queue is right: too low for the mail to lie there. */
  CLOSEST_QUEUE("that the closest queue is right"),
  /** Of no queue: a declared rule chose it. */
  RULE("");

  private final String that;

  ConfidenceOf(String that) {
    this.that = that;
  }

  /** Of a decision with this verdict, queue, confidence and these reasons. */
  public static ConfidenceOf in(
      JunkVerdict junk, QueueName queue, double confidence, List<Reason> reasons) {
    if (junk.isJunk()) {
      return VERDICT;
    }
    if (queue.equals(QueueName.REVIEW)) {
      return confidence > 0 ? CLOSEST_QUEUE : RULE;
    }
    boolean byRule =
        reasons.stream()
            .anyMatch(r -> r.about() == Reason.About.QUEUE && r.kind() == Reason.Kind.RULE);
    return byRule ? RULE : QUEUE;
  }

  /** The one of this word; empty for a word of a later version. */
  public static Optional<ConfidenceOf> of(String word) {
    return Arrays.stream(values()).filter(of -> of.word().equals(word)).findFirst();
  }

  /** The word of the API. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Such as {@code 94% that the queue is right}. */
  public String inWords(String percent) {
    return this == RULE ? "none, a rule chose the queue" : percent + " " + that;
  }
}

package dev.postmeridian.console;

import dev.postmeridian.triage.Decision;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Reason;
import java.util.List;
import java.util.Locale;

/**
 * A decision as a sentence: "Billing, because of <em>invoice 4711</em>, <em>overdue</em>.
 * Runner-up: Sales, far behind."
 *
 * @param what where it goes or what it is
 * @param because what weighed for it, strongest first, at most four
 * @param runnerUp the second sentence; empty if there is none
 */
public record DecisionSentence(String what, List<Evidence> because, String runnerUp) {
  private static final int MOST = 4;
  private static final double FAR = 0.5;
  private static final double CLOSE = 0.15;

  static DecisionSentence of(Decision d) {
    boolean junk = d.junk().isJunk();
    Reason.About about = junk ? Reason.About.JUNK : Reason.About.QUEUE;
    List<Evidence> because =
        d.reasons().stream()
            .filter(r -> r.about() == about && r.weight() > 0)
            .limit(MOST)
            .map(Evidence::of)
            .toList();
    return new DecisionSentence(
        junk ? verdict(d.junk()) : d.queue().value(), because, second(d, junk));
  }

  static String verdict(JunkVerdict junk) {
    return switch (junk) {
      case HAM -> "Wanted";
      case SPAM -> "Spam";
      case PHISHING -> "Phishing";
      case BULK -> "Bulk";
    };
  }

  private static String second(Decision d, boolean junk) {
    if (junk) {
      return "";
    }
    return d.runnerUp()
        .map(r -> "Runner-up: " + r.queue() + ", " + distance(r.margin()) + ".")
        .orElse("");
  }

  private static String distance(double margin) {
    if (margin >= FAR) {
      return "far behind";
    }
    return margin < CLOSE ? "close behind" : "some way behind";
  }

  /**
   * One thing that weighed, in words.
   *
   * @param kind where it comes from: a rule is called a rule
   */
  public record Evidence(String text, String kind, String about, String weight, boolean against) {
    static Evidence of(Reason r) {
      return new Evidence(
          r.evidence(),
          r.kind().name().toLowerCase(Locale.ROOT),
          r.about().name().toLowerCase(Locale.ROOT).replace('_', ' '),
          String.format(Locale.ROOT, "%+.1f", r.weight()),
          r.weight() < 0);
    }
  }
}

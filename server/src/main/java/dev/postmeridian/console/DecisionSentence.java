package dev.postmeridian.console;

import dev.postmeridian.triage.ConfidenceOf;
import dev.postmeridian.triage.Decision;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.QueueName;
import dev.postmeridian.triage.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A decision as a sentence: "Billing, because of <em>invoice 4711</em>, <em>overdue</em>.
 * Runner-up: Sales, far behind."
 *
 * @param what where it goes or what it is
 * @param because what weighed for it, at most four: first the strongest, last what is near a
 *     description
 * @param more the second sentence: who came second, or which queues are the closest; may be empty
 * @param percent the confidence; negative if a rule chose the queue
 * @param confidence what it is one of, in words
 */
public record DecisionSentence(
    String what, List<Evidence> because, String more, int percent, String confidence) {
  private static final int MOST = 4;
  private static final double FAR = 0.5;

  /** Nobody is far behind one who is himself not likely right. */
  private static final double SURE = 0.75;

  private static final double CLOSE = 0.15;

  static DecisionSentence of(Decision d) {
    int percent = percent(d.confidence(), d.confidenceOf());
    String confidence = d.confidenceOf().inWords(percent + "%");
    if (d.queue().equals(QueueName.REVIEW)) {
      return new DecisionSentence("Review", List.of(), closest(d), percent, confidence);
    }
    boolean junk = d.junk().isJunk();
    List<Evidence> because =
        supporting(d)
            .limit(MOST)
            .map(Evidence::of)
            .sorted(Comparator.comparing(Evidence::isDescription).thenComparing(e -> !e.isRule()))
            .toList();
    return new DecisionSentence(
        junk ? verdict(d.junk()) : Row.queueWord(d.queue()),
        because,
        second(d, junk),
        percent,
        confidence);
  }

  /** The words of the mail that weighed for what was decided; a rule names them after a colon. */
  static List<String> words(Decision d) {
    return supporting(d)
        .flatMap(r ->
            switch (r.kind()) {
              case WORD, DESCRIPTION -> Stream.of(r.evidence());
              case RULE ->
                  Stream.of(r.evidence())
                      .filter(e -> e.contains(": "))
                      .map(e -> e.substring(e.indexOf(": ") + 2));
              default -> Stream.empty();
            })
        .toList();
  }

  private static Stream<Reason> supporting(Decision d) {
    Reason.About about = d.junk().isJunk() ? Reason.About.JUNK : Reason.About.QUEUE;
    return d.reasons().stream()
        .filter(r -> r.about() == about && r.weight() > 0)
        .filter(r -> !d.queue().equals(QueueName.REVIEW));
  }

  private static String closest(Decision d) {
    return d.reasons().stream()
        .filter(r -> r.about() == Reason.About.QUEUE && r.kind() == Reason.Kind.RULE)
        .map(r -> Words.sentence(r.evidence()) + ".")
        .findFirst()
        .orElse("Low confidence.");
  }

  /** Never certainty; negative where a rule chose the queue. */
  static int percent(double confidence, ConfidenceOf of) {
    return of == ConfidenceOf.RULE ? -1 : (int) Math.min(99, Math.round(confidence * 100));
  }

  /** Whether there is a confidence to show. */
  public boolean measured() {
    return percent >= 0;
  }

  /** How many of what weighed are rules; they stand together. */
  public long rules() {
    return because.stream().filter(Evidence::isRule).count();
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
    return d.second()
        .map(r ->
            "Runner-up: "
                + Row.queueWord(r.queue())
                + ", "
                + distance(r.margin(), d.confidence())
                + ".")
        .orElse("");
  }

  private static String distance(double margin, double confidence) {
    if (margin >= FAR && confidence >= SURE) {
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
    /** Whether a declared rule says so. */
    public boolean isRule() {
      return kind.equals("rule");
    }

    /** Whether it is near in meaning to what the queue's description says. */
    public boolean isDescription() {
      return kind.equals("description");
    }

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

package dev.postmeridian.triage;

import dev.postmeridian.mail.MailContent;
import dev.postmeridian.triage.Decision.RunnerUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Puts a mail where it belongs: the queue that the {@linkplain QueueMatcher model} is sure enough
 * of, else review, where people place it; what nobody asked about is set aside in junk.
 */
final class Placing {
  /** A queue gets a mail that is likelier right than wrong there; one point for all languages. */
  private static final double CONFIDENT = 0.5;

  /** Mail sent to many is for nobody's queue unless twice as likely right as wrong there. */
  private static final double CONFIDENT_OF_BULK = 2.0 / 3;

  private static final Duration REVIEW_SLA = Duration.ofHours(24);

  private final QueueMatcher matcher;
  private final List<Queue> queues;

  Placing(List<Queue> queues, TokenTable table, QueueTuning tuning) {
    this.matcher = new QueueMatcher(queues, table, tuning);
    this.queues = List.copyOf(queues);
  }

  /** The queue question answered. */
  record Answer(
      QueueName name,
      double confidence,
      Optional<RunnerUp> runnerUp,
      Duration sla,
      List<Reason> reasons) {}

  /** Junk lies in a queue of its own. */
  static Answer junk(JunkVerdict verdict, double probability) {
    var rule = rule("junk by rule: " + verdict.word() + " goes there");
    return new Answer(QueueName.JUNK, probability, Optional.empty(), REVIEW_SLA, List.of(rule));
  }

  /**
   * Finds the queue of wanted mail.
   *
   * @param legible whether its text can be read
   * @param settled what a reply says that only thanks, whatever it answers; empty for other mail
   */
  Answer of(MailContent content, boolean legible, String settled, String language) {
    if (!legible) {
      return review("its text cannot be read, in no known encoding");
    }
    if (BulkRule.isReport(content)) {
      return review("a mail program's report (RFC 6522) on a mail sent from here");
    }
    if (queues.isEmpty()) {
      return review("no queue is described");
    }
    QueueMatcher.Match match =
        settled.isEmpty()
            ? matcher.match(content.mail().subject(), content.mail().text(), language)
            : matcher.match("", settled, language);
    double[] p = match.probabilities();
    if (p[match.ahead()] < (BulkRule.isOneWay(content) ? CONFIDENT_OF_BULK : CONFIDENT)) {
      return lowConfidence(content, match);
    }
    var second = new RunnerUp(matcher.name(match.behind()), p[match.ahead()] - p[match.behind()]);
    return new Answer(
        matcher.name(match.ahead()),
        p[match.ahead()],
        Optional.of(second),
        queues.get(match.ahead()).sla(),
        match.reasons());
  }

  /** People place what no queue clearly fits, but not what nobody asked about. */
  private Answer lowConfidence(MailContent content, QueueMatcher.Match match) {
    double[] p = match.probabilities();
    double confidence = p[match.ahead()];
    var reasons = new ArrayList<>(match.reasons());
    boolean answer = BulkRule.isAnswer(content);
    if (answer || BulkRule.isOneWay(content)) {
      String what = answer ? "an automatic answer" : "bulk mail";
      reasons.clear();
      reasons.add(rule("set aside in junk by rule: " + what + " that fits no queue clearly"));
      return new Answer(QueueName.JUNK, 1 - confidence, Optional.empty(), REVIEW_SLA, reasons);
    }
    if (reasons.isEmpty()) {
      return review("nothing to go by, no word in it is like what a queue is for");
    }
    reasons.add(rule(closest(p)));
    var best =
        new RunnerUp(matcher.name(match.ahead()), Math.max(0, p[queues.size()] - confidence));
    return new Answer(QueueName.REVIEW, confidence, Optional.of(best), REVIEW_SLA, reasons);
  }

  private static Answer review(String why) {
    List<Reason> reasons = List.of(rule("review by rule: " + why));
    return new Answer(QueueName.REVIEW, 0, Optional.empty(), REVIEW_SLA, reasons);
  }

  private String closest(double[] p) {
    int[] best =
        IntStream.range(0, queues.size())
            .boxed()
            .sorted(Comparator.comparingDouble(q -> -p[q]))
            .limit(2)
            .mapToInt(Integer::intValue)
            .toArray();
    String words = "low confidence: closest " + share(best[0], p);
    return best.length == 1 ? words : words + ", then " + share(best[1], p);
  }

  private String share(int queue, double[] p) {
    return matcher.name(queue) + " " + Math.round(100 * p[queue]) + "%";
  }

  private static Reason rule(String words) {
    return new Reason(Reason.About.QUEUE, Reason.Kind.RULE, words, 1);
  }
}

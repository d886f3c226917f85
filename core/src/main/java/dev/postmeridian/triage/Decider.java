package dev.postmeridian.triage;

import static java.util.stream.Collectors.toSet;

import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MailContent;
import dev.postmeridian.triage.Decision.RunnerUp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Decides what a read message is: models for junk, queue and needs-reply, declared rules for bulk,
 * phishing and priority. Pure, and safe for many threads.
 */
public final class Decider {
  /** A mail that asks to be bulk is junk only if the model is this much surer than it must be. */
  private static final double BULK_BENEFIT = 2;

  /** A queue gets a mail that is likelier right than wrong there; one point for all languages. */
  private static final double CONFIDENT = 0.5;

  /** Mail sent to many is for nobody's queue unless twice as likely right as wrong there. */
  private static final double CONFIDENT_OF_BULK = 2.0 / 3;

  private static final Duration REVIEW_SLA = Duration.ofHours(24);

  private static final QueueAnswer ILLEGIBLE =
      new QueueAnswer(
          QueueName.REVIEW,
          0,
          Optional.empty(),
          REVIEW_SLA,
          List.of(rule("review by rule: its text cannot be read, in no known encoding")));

  private static final QueueAnswer NOTHING_TO_GO_BY =
      new QueueAnswer(
          QueueName.REVIEW,
          0,
          Optional.empty(),
          REVIEW_SLA,
          List.of(
              rule("review by rule: nothing to go by, no word in it is like what a queue is for")));

  private final JunkModel junk;
  private final NeedsReply needsReply;
  private final QueueMatcher matcher;
  private final List<Queue> queues;
  private final String model;
  private final boolean redacts;
  private final Set<String> trusted;

  /**
   * @param needsReply a model with the classes yes and no
   * @param model name and version that decisions carry
   * @param redacts whether personal data is taken out before any feature is made
   * @param trusted authserv-ids of servers whose checks of a sender count (RFC 8601, section 5)
   */
  public Decider(
      JunkModel junk,
      LinearModel needsReply,
      TokenTable table,
      QueueTuning tuning,
      List<Queue> queues,
      String model,
      boolean redacts,
      Set<String> trusted) {
    this.junk = junk;
    this.needsReply = new NeedsReply(needsReply);
    this.matcher = new QueueMatcher(queues, table, tuning);
    this.queues = List.copyOf(queues);
    this.model = model;
    this.redacts = redacts;
    this.trusted = trusted.stream().map(id -> id.toLowerCase(Locale.ROOT)).collect(toSet());
  }

  /** The junk question answered. */
  private record JunkAnswer(JunkVerdict verdict, double logOdds, List<Reason> reasons) {
    /** Probability of junk. */
    double probability() {
      return 1 / (1 + Math.exp(-logOdds));
    }
  }

  /** The queue question answered. */
  private record QueueAnswer(
      QueueName name,
      double confidence,
      Optional<RunnerUp> runnerUp,
      Duration sla,
      List<Reason> reasons) {}

  /**
   * Decides. A text that is none is not read: subject and header alone tell junk, and a person
   * places it.
   *
   * @param mailbox whom it came to
   * @param language ISO 639-1 code, or {@code und}
   * @param receivedAt when it came, and was written if it does not say when, or says a later time
   */
  public Decision decide(
      MailContent content, MailAddress mailbox, String language, Instant receivedAt) {
    boolean legible = Legibility.isText(content.mail().text());
    MailContent read = legible ? content : content.withoutText();
    MailContent seen = redacts ? RedactedContent.of(read) : read;
    String own = Quotation.own(seen.mail().subject(), seen.mail().text());
    JunkAnswer verdict = junk(seen, own, Receiver.of(mailbox, trusted));
    boolean isReply = Quotation.isReply(seen.mail());
    String all = Footer.cut(own);
    String written = isReply ? Settled.withoutQuotes(all) : all;
    var deadlines = Deadlines.of(seen.mail(), written, language, day(seen, receivedAt));
    NeedsReply.Answer reply = needsReply.of(seen, written, verdict.verdict, language, deadlines);
    boolean isCalm = !reply.needed() && deadlines.isEmpty();
    Optional<Reason> settled = isReply && isCalm ? Settled.in(written) : Optional.empty();
    QueueAnswer queue =
        legible || verdict.verdict.isJunk()
            ? queue(seen, verdict, settled.isPresent() ? written : "", language)
            : ILLEGIBLE;
    Optional<Reason> calm =
        settled.or(() -> isCalm ? Recovery.in(seen.mail(), written) : Optional.empty());
    PriorityScore.Scored priority =
        PriorityScore.of(seen, verdict.verdict, deadlines, reply.needed(), calm, queue.sla);
    var reasons = new ArrayList<Reason>();
    reasons.addAll(TellingReasons.of(verdict.reasons));
    reasons.addAll(TellingReasons.of(queue.reasons));
    reasons.addAll(TellingReasons.of(priority.reasons()));
    reasons.addAll(reply.reasons());
    return new Decision(
        verdict.verdict,
        queue.name,
        priority.priority(),
        language,
        reply.needed(),
        Math.clamp(queue.confidence, 0, 1),
        queue.runnerUp,
        model,
        reasons);
  }

  private static LocalDate day(MailContent content, Instant receivedAt) {
    Instant written = content.mail().date().filter(receivedAt::isAfter).orElse(receivedAt);
    return LocalDate.ofInstant(written, ZoneOffset.UTC);
  }

  private JunkAnswer junk(MailContent content, String own, Receiver receiver) {
    String folded = JunkFeatures.folded(content);
    List<JunkPhrases.Found> found = JunkPhrases.in(JunkFeatures.own(content, own, folded));
    JunkModel.Verdict judged = junk.judge(JunkFeatures.of(content, folded));
    var reasons = new ArrayList<>(judged.reasons());
    double logOdds = judged.logOdds();
    List<Reason> evidence = PhishingEvidence.in(content, found, receiver);
    List<Reason> phrases = JunkPhrases.reasons(found);
    double fishy = PhishingEvidence.score(evidence);
    double junky = JunkPhrases.score(phrases);
    boolean together = fishy + junky >= JunkPhrases.TOGETHER;
    boolean phishing = fishy >= PhishingEvidence.PHISHING;
    if (phishing || together) {
      logOdds += fishy;
      reasons.addAll(evidence);
    }
    if (together) {
      logOdds += junky;
      reasons.addAll(phrases);
    }
    Optional<Reason> bulk = BulkRule.in(content);
    if (junk.isJunk(bulk.isPresent() ? logOdds - BULK_BENEFIT : logOdds)) {
      return new JunkAnswer(phishing ? JunkVerdict.PHISHING : JunkVerdict.SPAM, logOdds, reasons);
    }
    bulk.ifPresent(reasons::add);
    JunkVerdict wanted = bulk.isPresent() ? JunkVerdict.BULK : JunkVerdict.HAM;
    return new JunkAnswer(wanted, logOdds - (bulk.isPresent() ? BULK_BENEFIT : 0), reasons);
  }

  /**
   * Finds the queue.
   *
   * @param settled what a reply says that only thanks, whatever it answers; empty for other mail
   */
  private QueueAnswer queue(
      MailContent content, JunkAnswer verdict, String settled, String language) {
    if (verdict.verdict.isJunk()) {
      var rule = rule("junk by rule: " + verdict.verdict.word() + " goes there");
      return new QueueAnswer(
          QueueName.JUNK, verdict.probability(), Optional.empty(), REVIEW_SLA, List.of(rule));
    }
    if (queues.isEmpty()) {
      var rule = rule("review by rule: no queue is described");
      return new QueueAnswer(QueueName.REVIEW, 0, Optional.empty(), REVIEW_SLA, List.of(rule));
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
    return new QueueAnswer(
        matcher.name(match.ahead()),
        p[match.ahead()],
        Optional.of(second),
        queues.get(match.ahead()).sla(),
        match.reasons());
  }

  /** People place what no queue clearly fits, but not what nobody asked about. */
  private QueueAnswer lowConfidence(MailContent content, QueueMatcher.Match match) {
    double[] p = match.probabilities();
    double confidence = p[match.ahead()];
    var reasons = new ArrayList<>(match.reasons());
    boolean answer = BulkRule.isAnswer(content);
    if (answer || BulkRule.isOneWay(content)) {
      String what = answer ? "an automatic answer" : "bulk mail";
      reasons.clear();
      reasons.add(rule("set aside in junk by rule: " + what + " that fits no queue clearly"));
      return new QueueAnswer(QueueName.JUNK, 1 - confidence, Optional.empty(), REVIEW_SLA, reasons);
    }
    if (reasons.isEmpty()) {
      return NOTHING_TO_GO_BY;
    }
    reasons.add(rule(closest(p)));
    var best =
        new RunnerUp(matcher.name(match.ahead()), Math.max(0, p[queues.size()] - confidence));
    return new QueueAnswer(QueueName.REVIEW, confidence, Optional.of(best), REVIEW_SLA, reasons);
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

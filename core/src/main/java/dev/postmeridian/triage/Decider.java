package dev.postmeridian.triage;

import static java.util.stream.Collectors.toSet;

import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MailContent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what a read message is: models for junk, queue and needs-reply, declared rules for bulk,
 * phishing and priority. Pure, and safe for many threads.
 */
public final class Decider {
  /** A mail that asks to be bulk is junk only if the model is this much surer than it must be. */
  private static final double BULK_BENEFIT = 2;

  /** Longer than this before it came no mail was written, whatever it says. */
  private static final Duration UNDERWAY = Duration.ofDays(30);

  private final JunkModel junk;
  private final NeedsReply needsReply;
  private final Placing placing;
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
    this.placing = new Placing(queues, table, tuning);
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

  /**
   * Decides. A text that is none is not read: subject and header alone tell junk, and a person
   * places it.
   *
   * @param mailbox whom it came to
   * @param language ISO 639-1 code, or {@code und}
   * @param receivedAt when it came, and was written if it does not say when, or says what cannot be
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
    String said = isReply ? written : seen.mail().subject() + "\n\n" + written;
    Optional<Reason> settled = isCalm ? Settled.in(said) : Optional.empty();
    Placing.Answer queue =
        verdict.verdict.isJunk()
            ? Placing.junk(verdict.verdict, verdict.probability())
            : placing.of(seen, legible, settled.isPresent() ? said : "", language);
    Optional<Reason> calm =
        settled.or(() -> isCalm ? Recovery.in(seen.mail(), written) : Optional.empty());
    PriorityScore.Scored priority =
        PriorityScore.of(seen, verdict.verdict, deadlines, reply, calm, queue.sla());
    var reasons = new ArrayList<Reason>();
    reasons.addAll(TellingReasons.of(verdict.reasons));
    reasons.addAll(TellingReasons.of(queue.reasons()));
    reasons.addAll(TellingReasons.of(priority.reasons()));
    reasons.addAll(reply.reasons());
    return new Decision(
        verdict.verdict,
        queue.name(),
        priority.priority(),
        language,
        reply.needed(),
        Math.clamp(queue.confidence(), 0, 1),
        queue.runnerUp(),
        model,
        reasons);
  }

  private static LocalDate day(MailContent content, Instant receivedAt) {
    Instant written =
        content
            .mail()
            .date()
            .filter(date -> receivedAt.isAfter(date) && date.isAfter(receivedAt.minus(UNDERWAY)))
            .orElse(receivedAt);
    return LocalDate.ofInstant(written, ZoneOffset.UTC);
  }

  private JunkAnswer junk(MailContent content, String own, Receiver receiver) {
    String folded = JunkFeatures.folded(content);
    List<JunkPhrases.Found> found = JunkPhrases.in(JunkFeatures.own(content, own, folded));
    List<Reason> evidence = PhishingEvidence.in(content, found, receiver);
    List<Reason> phrases = JunkPhrases.reasons(found);
    double fishy = PhishingEvidence.score(evidence);
    double junky = JunkPhrases.score(phrases);
    boolean together = fishy + junky >= JunkPhrases.TOGETHER;
    boolean phishing = fishy >= PhishingEvidence.PHISHING;
    double beside = (phishing || together ? fishy : 0) + (together ? junky : 0);
    JunkModel.Verdict judged = junk.judge(JunkFeatures.of(content, folded), beside);
    double logOdds = judged.logOdds() + beside;
    var reasons = new ArrayList<>(judged.reasons());
    if (phishing || together) {
      reasons.addAll(evidence);
    }
    if (together) {
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
}

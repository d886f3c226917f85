package dev.postmeridian.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.triage.ThreadRule.Place;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThreadRuleTest {
  private static final QueueName BILLING = new QueueName("billing");
  private static final QueueName INCIDENTS = new QueueName("incidents");
  private static final ThreadRule RULE =
      new ThreadRule(
          List.of(
              new Queue(BILLING, "Invoices.", List.of(), Duration.ofHours(24)),
              new Queue(INCIDENTS, "Outages.", List.of(), Duration.ofMinutes(30))));

  @Test
  void aReplyThatNoQueueFitsStaysWhereItsThreadIs() {
    Decision decision =
        RULE.apply(alone(JunkVerdict.HAM, QueueName.REVIEW), new Place(BILLING, 0.8));

    assertThat(decision.queue()).isEqualTo(BILLING);
    assertThat(decision.confidence()).isEqualTo(0.8);
    assertThat(decision.runnerUp()).isEmpty();
    assertThat(decision.reasons())
        .extracting(Reason::evidence)
        .containsExactly("the mail it answers is in billing", "a reply is expected");
  }

  @Test
  void theQueueItWouldHaveGoneToIsTheRunnerUpAndItsSlaPressesNoMore() {
    Reason sla =
        new Reason(
            Reason.About.PRIORITY, Reason.Kind.RULE, "the queue's SLA is an hour or less", 2);
    Decision outage = alone(JunkVerdict.HAM, INCIDENTS, Priority.HIGH, sla);

    Decision decision = RULE.apply(outage, new Place(BILLING, 1));

    assertThat(decision.queue()).isEqualTo(BILLING);
    assertThat(decision.priority()).isEqualTo(Priority.NORMAL);
    assertThat(decision.runnerUp().orElseThrow().queue()).isEqualTo(INCIDENTS);
    assertThat(RULE.apply(alone(JunkVerdict.HAM, BILLING), new Place(INCIDENTS, 1)).priority())
        .isEqualTo(Priority.HIGH);
  }

  @Test
  void aThankYouIsNotRaisedByTheSlaOfItsThread() {
    var thanks =
        new Reason(Reason.About.PRIORITY, Reason.Kind.RULE, "a reply that only thanks", -2);
    Decision alone = alone(JunkVerdict.HAM, QueueName.REVIEW, Priority.LOW, thanks);

    assertThat(RULE.apply(alone, new Place(INCIDENTS, 1)).priority()).isEqualTo(Priority.NORMAL);
  }

  @Test
  void junkAndWhatReviewHoldsAndQueuesThatAreGoneMoveNothing() {
    Decision spam = alone(JunkVerdict.SPAM, QueueName.JUNK);
    Decision order = alone(JunkVerdict.HAM, INCIDENTS);

    assertThat(RULE.apply(spam, new Place(BILLING, 1))).isSameAs(spam);
    assertThat(RULE.apply(order, new Place(QueueName.REVIEW, 0.2))).isSameAs(order);
    assertThat(RULE.apply(order, new Place(new QueueName("gone"), 1))).isSameAs(order);
  }

  private static Decision alone(JunkVerdict junk, QueueName queue) {
    return alone(
        junk,
        queue,
        Priority.NORMAL,
        new Reason(Reason.About.PRIORITY, Reason.Kind.RULE, "a reply is expected", 0.5));
  }

  private static Decision alone(
      JunkVerdict junk, QueueName queue, Priority priority, Reason pressing) {
    var word = new Reason(Reason.About.QUEUE, Reason.Kind.WORD, "server", 1);
    return new Decision(
        junk,
        queue,
        priority,
        "en",
        true,
        0.4,
        Optional.empty(),
        "test@1",
        List.of(word, pressing));
  }
}

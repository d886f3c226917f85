package dev.postmeridian.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfidenceOfTest {
  private static final QueueName BILLING = new QueueName("billing");

  @Test
  void aConfidenceIsOfTheVerdictTheQueueTheClosestQueueOrNothing() {
    Reason word = new Reason(Reason.About.QUEUE, Reason.Kind.WORD, "invoice", 1);
    Reason rule =
        new Reason(Reason.About.QUEUE, Reason.Kind.RULE, "the mail it answers is in billing", 1);

    assertThat(ConfidenceOf.in(JunkVerdict.SPAM, QueueName.JUNK, 0.9, List.of(rule)))
        .isEqualTo(ConfidenceOf.VERDICT);
    assertThat(ConfidenceOf.in(JunkVerdict.HAM, BILLING, 0.9, List.of(word)))
        .isEqualTo(ConfidenceOf.QUEUE);
    assertThat(ConfidenceOf.in(JunkVerdict.HAM, BILLING, 0.9, List.of(rule)))
        .isEqualTo(ConfidenceOf.RULE);
    assertThat(ConfidenceOf.in(JunkVerdict.BULK, QueueName.JUNK, 0.7, List.of(rule)))
        .isEqualTo(ConfidenceOf.RULE);
    assertThat(ConfidenceOf.in(JunkVerdict.HAM, QueueName.REVIEW, 0.4, List.of(rule)))
        .isEqualTo(ConfidenceOf.CLOSEST_QUEUE);
    assertThat(ConfidenceOf.in(JunkVerdict.HAM, QueueName.REVIEW, 0, List.of(rule)))
        .isEqualTo(ConfidenceOf.RULE);
  }

  @Test
  void everyOneIsKnownByItsWord() {
    assertThat(ConfidenceOf.values()).allMatch(of -> ConfidenceOf.of(of.word()).get() == of);
    assertThat(ConfidenceOf.of("later")).isEmpty();
  }
}

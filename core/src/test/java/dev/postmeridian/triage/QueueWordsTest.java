package dev.postmeridian.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class QueueWordsTest {
  @Test
  void whatAnAnswerQuotesCountsHalfOfItsOwnWordsAndItsSubjectDouble() {
    assertThat(
            QueueWords.of(
                "Re: Invoice",
                "Dear Ada,\nrefund\n\nKind regards,\nGrace\n\n> server outage refund"))
        .isEqualTo(Map.of("invoice", 2.0, "refund", 1.0, "server", 0.5, "outage", 0.5));
  }
}

package dev.postmeridian.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.triage.Decision;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionSentenceTest {
  @ParameterizedTest
  @CsvSource({
    "0.95, 0.6, far behind",
    "0.58, 0.6, some way behind",
    "0.58, 0.1, close behind",
  })
  void nobodyIsFarBehindWhatIsHardlyLikely(double confidence, double margin, String words) {
    var decision =
        new Decision(
            JunkVerdict.HAM,
            new QueueName("Billing"),
            Priority.NORMAL,
            "en",
            false,
            confidence,
            Optional.of(new Decision.RunnerUp(new QueueName("Orders"), margin)),
            "starter@1",
            List.of());
    assertThat(DecisionSentence.of(decision).more()).isEqualTo("Runner-up: Orders, " + words + ".");
  }
}

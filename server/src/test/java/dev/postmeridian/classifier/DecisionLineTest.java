package dev.postmeridian.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.mail.MailContent;
import dev.postmeridian.triage.Decision;
import dev.postmeridian.triage.Decision.RunnerUp;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import dev.postmeridian.triage.Reason;
import dev.postmeridian.triage.Triage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecisionLineTest {
  private static final Decision DECISION =
      new Decision(
          JunkVerdict.HAM,
          new QueueName("billing"),
          Priority.NORMAL,
          "en",
          true,
          0.8,
          Optional.of(new RunnerUp(QueueName.REVIEW, 0.7)),
          "test@1",
          List.of(
              new Reason(Reason.About.QUEUE, Reason.Kind.WORD, "invoice", 1.5),
              new Reason(Reason.About.QUEUE, Reason.Kind.WORD, "holiday", -0.5)));

  @Test
  void reasonsSayWhetherTheySpeakForOrAgainst() {
    var printed = new StringWriter();
    var out = new PrintWriter(printed);

    new PlainDecisionLine(out)
        .decided("a.eml", new Triage.Triaged(MailContent.of("Hello", "").mail(), DECISION));
    out.flush();

    assertThat(printed.toString())
        .containsPattern("queue +word +\\+1\\.5 +invoice")
        .containsPattern("queue +word +-0\\.5 +holiday")
        .contains("(confidence: 80% that the queue is right; test@1)")
        .contains("runner-up: review, 0.70 behind");
  }

  @Test
  void mailInReviewHasAClosestQueueAndNoRunnerUp() {
    var review =
        new Decision(
            JunkVerdict.HAM,
            QueueName.REVIEW,
            Priority.NORMAL,
            "en",
            true,
            0.4,
            Optional.of(new RunnerUp(new QueueName("billing"), 0.2)),
            "test@1",
            List.of());
    var printed = new StringWriter();
    var out = new PrintWriter(printed, true);

    new JsonDecisionLine(out)
        .decided("a.eml", new Triage.Triaged(MailContent.of("Hello", "").mail(), review));

    assertThat(printed.toString())
        .contains("\"closest_queue\":\"billing\"")
        .doesNotContain("runner_up");
  }
}

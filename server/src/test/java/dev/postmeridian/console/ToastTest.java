package dev.postmeridian.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.desk.Correction;
import dev.postmeridian.desk.InMemoryDesk;
import dev.postmeridian.desk.MessageSummary;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.triage.Decision;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ToastTest {
  private static final MessageId ID = new MessageId("0".repeat(32));
  private final InMemoryDesk desk =
      new InMemoryDesk(new RegionName("eu-west-1"), List.of(), () -> Instant.EPOCH);

  @Test
  void undoBringsAnAutomaticAnswerBackToJunkAsWantedMailWhichThenLeavesIt() {
    arrived(JunkVerdict.HAM);
    MessageSummary before = desk.find("ada", ID).orElseThrow().summary();
    MessageSummary spam = said(Optional.of(JunkVerdict.SPAM), Optional.empty());
    Map<String, String> undo = Toast.of(before, spam, false).undo();
    assertThat(undo).isEqualTo(Map.of("queue", "junk", "junk", "ham"));

    MessageSummary undone = said(Optional.of(JunkVerdict.HAM), Optional.of(QueueName.JUNK));
    assertThat(undone.queue()).contains(QueueName.JUNK);
    assertThat(undone.junk()).contains(JunkVerdict.HAM);
    said(Optional.of(JunkVerdict.SPAM), Optional.empty());
    assertThat(said(Optional.of(JunkVerdict.HAM), Optional.empty()).queue())
        .contains(QueueName.REVIEW);
  }

  private MessageSummary said(Optional<JunkVerdict> junk, Optional<QueueName> queue) {
    var correction = new Correction(junk, queue, Optional.empty(), Optional.empty());
    return desk.correct("ada", ID, correction).orElseThrow().summary();
  }

  private void arrived(JunkVerdict junk) {
    var decision =
        new Decision(
            junk,
            QueueName.JUNK,
            Priority.LOW,
            "en",
            false,
            0.9,
            Optional.empty(),
            "test@1",
            List.of());
    desk.hold(
        ID,
        new Country("DE"),
        "ada@mail.example",
        "bob@sender.example",
        Instant.EPOCH,
        new byte[0],
        Optional.empty(),
        Optional.of(decision),
        Optional.empty());
  }
}

package dev.postmeridian.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.change.Stamp;
import dev.postmeridian.desk.Corrected;
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
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ToastTest {
  private static final MessageId ID = new MessageId("0".repeat(32));
  private final InMemoryDesk desk =
      new InMemoryDesk(new RegionName("eu-west-1"), List.of(), () -> Instant.EPOCH);

  @Test
  void undoBringsAnAutomaticAnswerBackToJunkAsWantedMailWhichThenLeavesIt() {
    arrived(JunkVerdict.HAM);
    said(Optional.of(JunkVerdict.HAM), Optional.of(QueueName.JUNK));
    Corrected spam = said(Optional.of(JunkVerdict.SPAM), Optional.empty());
    assertThat(Toast.of(spam).undo()).isEqualTo(spam.stamp().map(Stamp::toString));

    MessageSummary undone =
        desk.undo("ada", ID, spam.stamp().orElseThrow()).orElseThrow().after().summary();
    assertThat(undone.queue()).contains(QueueName.JUNK);
    assertThat(undone.junk()).contains(JunkVerdict.HAM);
    said(Optional.of(JunkVerdict.SPAM), Optional.empty());
    assertThat(said(Optional.of(JunkVerdict.HAM), Optional.empty()).after().summary().queue())
        .contains(QueueName.REVIEW);
  }

  @Test
  void aToastSaysWhatWasDoneOrNotUndoneAndOffersNothingForWhatChangedNothing() {
    arrived(JunkVerdict.HAM);
    Corrected done = done(true);
    assertThat(Toast.of(done).text()).isEqualTo("Done.");
    assertThat(Toast.of(done(true)).undo()).isEmpty();
    Corrected open = done(false);
    assertThat(Toast.of(open).text()).isEqualTo("Opened again.");
    assertThat(Toast.undone(undone(done)).text()).startsWith("Not undone: a newer correction");
    assertThat(Toast.undone(undone(open)).text()).isEqualTo("Undone. Done.");
  }

  private Corrected undone(Corrected did) {
    return desk.undo("ada", ID, did.stamp().orElseThrow()).orElseThrow();
  }

  private Corrected done(boolean done) {
    return desk.correct(
            "ada", ID, correction(Optional.empty(), Optional.empty(), Optional.of(done)))
        .orElseThrow();
  }

  private Corrected said(Optional<JunkVerdict> junk, Optional<QueueName> queue) {
    return desk.correct("ada", ID, correction(junk, queue, Optional.empty())).orElseThrow();
  }

  private static Correction correction(
      Optional<JunkVerdict> junk, Optional<QueueName> queue, Optional<Boolean> done) {
    return new Correction(junk, queue, Optional.empty(), Optional.empty(), done);
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

package dev.postmeridian.desk;

import static dev.postmeridian.desk.Criterion.DONE;
import static dev.postmeridian.desk.Criterion.PRIORITY;
import static dev.postmeridian.desk.Criterion.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.change.Stamp;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What people may rely on when they correct mail, finish it or undo that. */
public abstract class CorrectionContract extends DeskLetters {
  @Test
  void aPersonsWordStandsAboveTheModelsIsNotedAndCanBeUndone() {
    MessageId id = decided("invoice", BILLING, JunkVerdict.HAM, Priority.HIGH);

    MessageView view = desk().correct("ada", id, to(SUPPORT)).orElseThrow().after();
    assertThat(view.summary().queue()).contains(SUPPORT);
    assertThat(view.summary().corrected()).isTrue();
    assertThat(view.decision().orElseThrow().queue()).isEqualTo(BILLING);
    assertThat(view.history())
        .anySatisfy(event -> {
          assertThat(event.actor()).isEqualTo("ada");
          assertThat(event.what()).isEqualTo("set queue to support");
        });
    assertThat(listed(MessageFilter.all(9).with(QUEUE, SUPPORT))).containsExactly(id);
    assertThat(desk().correct("eve", id, to(BILLING)).orElseThrow().after().summary().queue())
        .contains(BILLING);
  }

  @Test
  void whoSaysTheSameAgainAddsNothingAndAnotherDoes() {
    MessageId id = decided("again", BILLING, JunkVerdict.HAM, Priority.HIGH);
    int said = desk().correct("ada", id, to(SUPPORT)).orElseThrow().after().history().size();

    assertThat(desk().correct("ada", id, to(SUPPORT)).orElseThrow().after().history())
        .hasSize(said);
    assertThat(desk().correct("eve", id, to(SUPPORT)).orElseThrow().after().history())
        .hasSize(said + 1);
    assertThat(desk().correct("ada", id, to(BILLING)).orElseThrow().after().history())
        .hasSize(said + 2);
  }

  @Test
  void everyPartOfAMessageCanBeCorrected() {
    MessageId id = decided("parts", BILLING, JunkVerdict.HAM, Priority.LOW);
    var all =
        new Correction(
            Optional.of(JunkVerdict.PHISHING),
            Optional.empty(),
            Optional.of(Priority.URGENT),
            Optional.of(false),
            Optional.empty());

    MessageSummary summary = desk().correct("ada", id, all).orElseThrow().after().summary();
    assertThat(summary.junk()).contains(JunkVerdict.PHISHING);
    assertThat(summary.queue()).contains(QueueName.JUNK);
    assertThat(summary.priority()).contains(Priority.URGENT);
    assertThat(summary.needsReply()).contains(false);
    assertThat(desk().find("ada", id).orElseThrow().history())
        .extracting(MessageView.Event::what)
        .contains("said that it needs no reply");
  }

  @Test
  void whoSaysJunkOrItsQueueSaysBoth() {
    MessageId id = waiting("both", NOON);
    desk().correct("ada", id, to(BILLING));

    assertThat(said(id, JunkVerdict.SPAM).queue()).contains(QueueName.JUNK);
    assertThat(said(id, JunkVerdict.HAM).queue()).contains(BILLING);
    assertThat(desk().correct("ada", id, to(QueueName.JUNK)).orElseThrow().after().summary().junk())
        .contains(JunkVerdict.SPAM);
    assertThat(desk().correct("ada", id, to(SUPPORT)).orElseThrow().after().summary().junk())
        .contains(JunkVerdict.HAM);
  }

  @Test
  void aPersonsQueueOutlastsAVerdictThatHidesIt() {
    MessageId id = decided("hidden", SUPPORT, JunkVerdict.HAM, Priority.LOW);
    desk().correct("ada", id, to(BILLING));

    assertThat(said(id, JunkVerdict.PHISHING).queue()).contains(QueueName.JUNK);
    assertThat(said(id, JunkVerdict.HAM).queue()).contains(BILLING);
    moved(id, QueueName.JUNK);
    assertThat(listed(MessageFilter.all(9).with(QUEUE, BILLING))).isEmpty();
    assertThat(said(id, JunkVerdict.HAM).queue()).contains(BILLING);
    assertThat(listed(MessageFilter.all(9).with(QUEUE, BILLING))).containsExactly(id);
  }

  @Test
  void whatAPersonWantsOutOfJunkIsReviewedUnlessItHasAQueue() {
    MessageId spam = decided("win", QueueName.JUNK, JunkVerdict.SPAM, Priority.LOW);
    MessageId answer = decided("away", QueueName.JUNK, JunkVerdict.HAM, Priority.LOW);

    assertThat(said(spam, JunkVerdict.HAM).queue()).contains(QueueName.REVIEW);
    assertThat(said(answer, JunkVerdict.HAM).queue()).contains(QueueName.REVIEW);
    MessageId news = decided("news", QueueName.JUNK, JunkVerdict.BULK, Priority.LOW);
    moved(news, QueueName.JUNK);
    assertThat(said(news, JunkVerdict.HAM).queue()).contains(QueueName.REVIEW);
    assertThat(moved(spam, SUPPORT).queue()).contains(SUPPORT);
  }

  @Test
  void whatAPersonWantsLeavesJunkThoughAPersonLeftItThereBeforeItWasCalledSpam() {
    MessageId news = decided("news", QueueName.JUNK, JunkVerdict.BULK, Priority.LOW);
    MessageId order = decided("order", SUPPORT, JunkVerdict.HAM, Priority.LOW);
    moved(news, QueueName.JUNK);
    desk().correct("ada", order, inJunk(Optional.of(JunkVerdict.HAM)));

    for (MessageId id : List.of(news, order)) {
      assertThat(said(id, JunkVerdict.SPAM).queue()).contains(QueueName.JUNK);
      MessageSummary wanted = said(id, JunkVerdict.HAM);
      assertThat(wanted.queue()).contains(QueueName.REVIEW);
      assertThat(wanted.junk()).contains(JunkVerdict.HAM);
    }
  }

  @Test
  void whatAPersonTakesOutOfJunkMayPressAndWantsAnAnswer() {
    MessageId outage = decided("!!!", QueueName.JUNK, JunkVerdict.SPAM, Priority.LOW);
    MessageId news = decided("news", QueueName.JUNK, JunkVerdict.BULK, Priority.LOW);

    MessageSummary wanted = said(outage, JunkVerdict.HAM);
    assertThat(wanted.priority()).contains(Priority.NORMAL);
    assertThat(wanted.needsReply()).contains(true);
    assertThat(listed(MessageFilter.all(9).with(PRIORITY, Set.of(Priority.NORMAL))))
        .containsExactly(outage);
    assertThat(said(news, JunkVerdict.HAM).priority()).contains(Priority.LOW);
  }

  @Test
  void whatAPersonCallsJunkDoesNotPressUnlessAPersonSaysSo() {
    MessageId id = decided("outage", SUPPORT, JunkVerdict.HAM, Priority.URGENT);

    MessageSummary spam = said(id, JunkVerdict.SPAM);
    assertThat(spam.priority()).contains(Priority.LOW);
    assertThat(spam.needsReply()).contains(false);
    assertThat(listed(MessageFilter.all(9).with(PRIORITY, Set.of(Priority.URGENT)))).isEmpty();
    MessageSummary wanted = said(id, JunkVerdict.HAM);
    assertThat(wanted.priority()).contains(Priority.URGENT);
    assertThat(wanted.needsReply()).contains(true);

    var pressing =
        new Correction(
            Optional.of(JunkVerdict.PHISHING),
            Optional.empty(),
            Optional.of(Priority.HIGH),
            Optional.of(true),
            Optional.empty());
    MessageSummary phishing = desk().correct("ada", id, pressing).orElseThrow().after().summary();
    assertThat(phishing.priority()).contains(Priority.HIGH);
    assertThat(phishing.needsReply()).contains(true);
  }

  @Test
  void theModelsConfidenceIsOfWhatStandsAndNotOfWhatAPersonSaid() {
    MessageId id = decided("outage", SUPPORT, JunkVerdict.HAM, Priority.URGENT);
    MessageSummary before = desk().find("ada", id).orElseThrow().summary();
    assertThat(before.confidenceOf()).isPresent();

    for (MessageSummary other : List.of(said(id, JunkVerdict.SPAM), moved(id, BILLING))) {
      assertThat(other.confidence()).isEmpty();
      assertThat(other.confidenceOf()).isEmpty();
    }
    MessageSummary again = moved(id, SUPPORT);
    assertThat(again.confidence()).isEqualTo(before.confidence()).isPresent();
    assertThat(again.confidenceOf()).isEqualTo(before.confidenceOf());
  }

  @Test
  void wantedMailMayLieInJunkAndIsNotCalledSpamForIt() {
    MessageId answer = decided("away", QueueName.JUNK, JunkVerdict.HAM, Priority.LOW);
    MessageId news = decided("news", QueueName.JUNK, JunkVerdict.BULK, Priority.LOW);

    for (MessageId id : List.of(answer, news)) {
      Optional<JunkVerdict> verdict = desk().find("ada", id).orElseThrow().summary().junk();
      assertThat(moved(id, QueueName.JUNK).junk()).isEqualTo(verdict);
      assertThat(moved(id, BILLING).junk()).isEqualTo(verdict);
      MessageSummary summary =
          desk().correct("ada", id, inJunk(verdict)).orElseThrow().after().summary();
      assertThat(summary.queue()).contains(QueueName.JUNK);
      assertThat(summary.junk()).isEqualTo(verdict);
    }
    assertThat(moved(decided("order", SUPPORT, JunkVerdict.HAM, Priority.LOW), QueueName.JUNK))
        .extracting(MessageSummary::junk)
        .isEqualTo(Optional.of(JunkVerdict.SPAM));
  }

  @Test
  void whatIsDoneWaitsNoMoreAndSaysWhoFinishedItUntilItIsOpenedAgain() {
    MessageId id = decided("finished", BILLING, JunkVerdict.HAM, Priority.HIGH);
    MessageId open = decided("open", BILLING, JunkVerdict.HAM, Priority.HIGH);

    MessageView view = desk().correct("ada", id, done(true)).orElseThrow().after();
    assertThat(view.summary().done()).map(Done::by).contains("ada");
    assertThat(view.summary().state()).isEqualTo(MessageState.TRIAGED);
    assertThat(view.summary().corrected()).isFalse();
    assertThat(listed(MessageFilter.all(9).with(DONE, true))).containsExactly(id);
    assertThat(listed(MessageFilter.all(9).with(DONE, false))).containsExactly(open);
    assertThat(desk().queues("ada").getFirst().messages()).isEqualTo(1);
    assertThat(desk().pulse().triaged()).isEqualTo(2);

    MessageView again = desk().correct("eve", id, done(false)).orElseThrow().after();
    assertThat(again.summary().done()).isEmpty();
    assertThat(again.history()).hasSize(view.history().size() + 1);
    assertThat(desk().queues("ada").getFirst().messages()).isEqualTo(2);
  }

  @Test
  void undoneTheOnlyCorrectionGivesTheMessageBackToTheModel() {
    MessageId id = decided("undone", BILLING, JunkVerdict.HAM, Priority.URGENT);
    MessageView before = desk().find("ada", id).orElseThrow();
    Stamp spam = corrected("ada", id, inJunk(Optional.of(JunkVerdict.SPAM)));

    Corrected undone = desk().undo("ada", id, spam).orElseThrow();
    assertThat(undone.stamp()).isPresent();
    assertThat(undone.before().summary().queue()).contains(QueueName.JUNK);
    assertThat(undone.after().summary()).isEqualTo(before.summary());
    assertThat(undone.after().placed()).isEmpty();
    Corrected again = desk().undo("ada", id, spam).orElseThrow();
    assertThat(again.stamp()).isEmpty();
    assertThat(again.after().history()).isEqualTo(undone.after().history());
  }

  @Test
  void undoneACorrectionLeavesTheOneBeforeAndWhatElseWasSaid() {
    for (String other : List.of("eve", "ada")) {
      MessageId id = decided("twice " + other, BILLING, JunkVerdict.HAM, Priority.LOW);
      desk().correct(other, id, to(SUPPORT));
      Stamp moved = corrected("ada", id, to(QueueName.REVIEW));
      desk().correct(other, id, done(true));

      MessageSummary undone = desk().undo("ada", id, moved).orElseThrow().after().summary();
      assertThat(undone.queue()).contains(SUPPORT);
      assertThat(undone.corrected()).isTrue();
      assertThat(undone.done()).isPresent();
    }
  }

  @Test
  void correctionsAreTakenBackOneAfterTheOtherInTheirOrder() {
    MessageId id = decided("steps", BILLING, JunkVerdict.HAM, Priority.LOW);
    Stamp first = corrected("ada", id, to(SUPPORT));
    Stamp second = corrected("ada", id, to(QueueName.REVIEW));
    Stamp taken = corrected("ada", id, to(BILLING));
    undone(id, taken);
    Stamp last = corrected("ada", id, to(BILLING));

    assertThat(undone(id, last).queue()).contains(QueueName.REVIEW);
    assertThat(desk().undo("ada", id, first).orElseThrow().stamp()).as("out of turn").isEmpty();
    assertThat(undone(id, second).queue()).contains(SUPPORT);
    assertThat(desk().correct("ada", id, to(SUPPORT)).orElseThrow().stamp()).isEmpty();
    MessageSummary model = undone(id, first);
    assertThat(model.queue()).contains(BILLING);
    assertThat(model.corrected()).isFalse();
    for (Stamp again : List.of(first, second, taken, last)) {
      assertThat(desk().undo("ada", id, again).orElseThrow().stamp()).isEmpty();
    }
  }

  private MessageSummary undone(MessageId id, Stamp correction) {
    Corrected did = desk().undo("ada", id, correction).orElseThrow();
    assertThat(did.stamp()).isPresent();
    return did.after().summary();
  }

  @Test
  void whatHasANewerWordAboveItIsNotUndoneWhoeverSaidIt() {
    for (String other : List.of("eve", "ada")) {
      MessageId id = decided("newer " + other, QueueName.JUNK, JunkVerdict.SPAM, Priority.LOW);
      Stamp moved = corrected("ada", id, to(SUPPORT));
      MessageView newer = desk().correct(other, id, to(BILLING)).orElseThrow().after();

      Corrected undone = desk().undo("ada", id, moved).orElseThrow();
      assertThat(undone.stamp()).isEmpty();
      assertThat(undone.after()).isEqualTo(newer);
    }
  }

  @Test
  void whatAnotherPersonSaidIsTheirsToUndo() {
    MessageId id = decided("theirs", BILLING, JunkVerdict.HAM, Priority.LOW);
    Stamp moved = corrected("eve", id, to(SUPPORT));

    assertThat(desk().undo("ada", id, moved).orElseThrow().stamp()).isEmpty();
    assertThat(desk().find("ada", id).orElseThrow().summary().queue()).contains(SUPPORT);
  }

  private Stamp corrected(String actor, MessageId id, Correction correction) {
    return desk().correct(actor, id, correction).orElseThrow().stamp().orElseThrow();
  }
}

package dev.postmeridian.desk;

import static dev.postmeridian.desk.Criterion.BEFORE;
import static dev.postmeridian.desk.Criterion.DONE;
import static dev.postmeridian.desk.Criterion.JUNK;
import static dev.postmeridian.desk.Criterion.LANGUAGE;
import static dev.postmeridian.desk.Criterion.MAILBOX;
import static dev.postmeridian.desk.Criterion.NEEDS_REPLY;
import static dev.postmeridian.desk.Criterion.ORDER;
import static dev.postmeridian.desk.Criterion.PRIORITY;
import static dev.postmeridian.desk.Criterion.QUEUE;
import static dev.postmeridian.desk.Criterion.STATE;
import static dev.postmeridian.desk.Criterion.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postmeridian.change.Stamp;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages, API and commands may rely on, whatever the desk stands on. */
public abstract class DeskContract extends CorrectionContract {
  @Test
  void aListIsReadPageByPageNewestFirst() {
    for (int i = 0; i < 25; i++) {
      // some at the same millisecond: the cursor tells them apart
      waiting("page " + i, NOON.plusMillis(i / 3));
    }
    var seen = new ArrayList<MessageSummary>();
    var next = MessageFilter.all(10).with(MAILBOX, "ada@mail.example");
    for (int page = 0; page < 3; page++) {
      var some = desk().list("ada", next);
      seen.addAll(some);
      next = next.with(BEFORE, some.getLast().cursor());
    }
    assertThat(seen).hasSize(25).extracting(MessageSummary::id).doesNotHaveDuplicates();
    assertThat(seen)
        .extracting(MessageSummary::receivedAt)
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(desk().list("ada", next)).isEmpty();
  }

  @Test
  void aListBeginsWithWhatPressesMostAndOfThatTheOldestPageByPage() {
    MessageId undecided = waiting("undecided", NOON.minusSeconds(99));
    MessageId low = decided("low", BILLING, JunkVerdict.HAM, Priority.LOW, NOON);
    MessageId done = decided("done", BILLING, JunkVerdict.HAM, Priority.URGENT, NOON);
    desk().correct("ada", done, done(true));
    MessageId normal = decided("normal", SUPPORT, JunkVerdict.HAM, Priority.NORMAL, NOON);
    MessageId unreadable = quarantined("broken", NOON.plusMillis(1));
    MessageId newer = decided("newer", BILLING, JunkVerdict.HAM, Priority.URGENT, NOON);
    MessageId older =
        decided("old", BILLING, JunkVerdict.HAM, Priority.URGENT, NOON.minusMillis(1));
    MessageId high = decided("high", SUPPORT, JunkVerdict.HAM, Priority.HIGH, NOON.plusMillis(9));
    MessageId spam =
        decided("spam", BILLING, JunkVerdict.HAM, Priority.URGENT, NOON.minusMillis(2));
    desk().correct("ada", spam, urgentSpam());
    var all = List.of(older, newer, high, normal, unreadable, low, spam, done, undecided);

    for (int limit = 1; limit < 10; limit++) {
      var seen = new ArrayList<MessageId>();
      var next = MessageFilter.all(limit).with(ORDER, Order.PRESSING);
      for (var page = desk().list("ada", next); !page.isEmpty(); page = desk().list("ada", next)) {
        page.forEach(m -> seen.add(m.id()));
        next = next.with(BEFORE, page.getLast().cursor());
      }
      assertThat(seen).as("pages of %s", limit).isEqualTo(all);
    }
    var pressing = MessageFilter.all(9).with(ORDER, Order.PRESSING);
    assertThat(listed(pressing.with(DONE, false))).doesNotContain(done).hasSize(8);
    assertThat(listed(pressing.with(DONE, false).with(QUEUE, BILLING)))
        .containsExactly(older, newer, low);
    assertThat(listed(pressing.with(PRIORITY, Set.of(Priority.LOW)))).containsExactly(low);
    assertThat(listed(pressing.with(PRIORITY, Set.of(Priority.URGENT)).with(DONE, false)))
        .containsExactly(older, newer, spam);
    assertThat(listed(pressing.with(DONE, true))).containsExactly(done);
    String newest = desk().list("ada", MessageFilter.all(1)).getFirst().cursor();
    assertThatThrownBy(() -> desk().list("ada", pressing.with(BEFORE, newest)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Correction urgentSpam() {
    return new Correction(
        Optional.of(JunkVerdict.SPAM),
        Optional.empty(),
        Optional.of(Priority.URGENT),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void aListHoldsMessagesOfAnyOfSeveralPriorities() {
    MessageId low = decided("low", BILLING, JunkVerdict.HAM, Priority.LOW, NOON);
    MessageId high = decided("high", BILLING, JunkVerdict.HAM, Priority.HIGH, NOON.plusMillis(1));
    MessageId done = decided("urgent", BILLING, JunkVerdict.HAM, Priority.URGENT, NOON);
    desk().correct("ada", done, done(true));
    decided("normal", BILLING, JunkVerdict.HAM, Priority.NORMAL, NOON);
    quarantined("broken", NOON);

    var any =
        MessageFilter.all(9).with(PRIORITY, Set.of(Priority.LOW, Priority.HIGH, Priority.URGENT));
    assertThat(listed(any)).containsExactlyInAnyOrder(high, low, done);
    assertThat(listed(any.with(DONE, false))).containsExactly(high, low);
    assertThat(listed(any.with(DONE, true))).containsExactly(done);
  }

  @Test
  void aListHoldsWhatItsFilterSays() {
    MessageId invoice = decided("invoice", BILLING, JunkVerdict.HAM, Priority.HIGH);
    MessageId spam = decided("win", QueueName.JUNK, JunkVerdict.SPAM, Priority.LOW);
    MessageId unread = quarantined("broken", NOON);
    MessageId fresh = waiting("fresh", NOON);

    assertThat(listed(MessageFilter.all(9).with(QUEUE, BILLING))).containsExactly(invoice);
    assertThat(listed(MessageFilter.all(9).with(QUEUE, QueueName.JUNK))).containsExactly(spam);
    assertThat(listed(MessageFilter.all(9).with(QUEUE, QueueName.REVIEW))).containsExactly(unread);
    assertThat(listed(MessageFilter.all(9).with(JUNK, JunkVerdict.SPAM))).containsExactly(spam);
    assertThat(listed(MessageFilter.all(9).with(PRIORITY, Set.of(Priority.HIGH))))
        .containsExactly(invoice);
    assertThat(listed(MessageFilter.all(9).with(STATE, MessageState.ACCEPTED)))
        .containsExactly(fresh);
    assertThat(listed(MessageFilter.all(9)))
        .containsExactlyInAnyOrder(invoice, spam, unread, fresh);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "\ud800", "a\0b@mail.example"})
  void whatNoTextHoldsIsFoundNowhere(String asked) {
    waiting("anything", NOON);
    assertThat(listed(MessageFilter.all(9).with(MAILBOX, asked))).isEmpty();
    assertThat(listed(MessageFilter.all(9).with(TEXT, asked))).isEmpty();
  }

  @Test
  void whatIsUnknownIsEmpty() {
    var nobody = new MessageId("0".repeat(32));
    assertThat(desk().find("ada", nobody)).isEmpty();
    assertThat(desk().raw("ada", nobody)).isEmpty();
    assertThat(desk().correct("ada", nobody, to(BILLING))).isEmpty();
    assertThat(desk().undo("ada", nobody, new Stamp(0, 0, new RegionName("eu"), 0))).isEmpty();
  }

  @Test
  void aMessageIsShownAsItCameAndAsItWasDecided() {
    Letter letter = letter("invoice", BILLING, JunkVerdict.HAM, Priority.HIGH, NOON);
    arrive(letter);

    assertThat(desk().raw("ada", letter.id()).flatMap(RawMail::whole).orElseThrow())
        .isEqualTo(letter.raw());
    MessageView view = desk().find("ada", letter.id()).orElseThrow();
    assertThat(view.sender()).isEqualTo("bob@sender.example");
    assertThat(view.bytes()).isEqualTo(letter.raw().length);
    assertThat(view.decision()).isEqualTo(letter.decision());
    assertThat(view.quarantine()).isEmpty();
    assertThat(view.history()).hasSizeGreaterThanOrEqualTo(2);
    MessageSummary summary = view.summary();
    assertThat(summary.mailbox()).isEqualTo("ada@mail.example");
    assertThat(summary.subject()).isEqualTo("invoice");
    assertThat(summary.from()).isEqualTo("Bob <bob@sender.example>");
    assertThat(summary.receivedAt()).isEqualTo(letter.at());
    assertThat(summary.state()).isEqualTo(MessageState.TRIAGED);
    assertThat(summary.confidence()).contains(0.9);
    assertThat(summary.language()).contains("en");
    assertThat(summary.corrected()).isFalse();
  }

  @Test
  void mailThatNamesNoSenderShowsItsEnvelopes() {
    List<MessageId> nameless =
        List.of(
            decided("anonymous", BILLING, JunkVerdict.HAM, Priority.LOW),
            quarantined("broken", NOON),
            waiting("fresh", NOON));
    assertThat(nameless)
        .extracting(id -> desk().find("ada", id).orElseThrow().summary().from())
        .containsOnly("bob@sender.example");
  }

  @Test
  void whatCanNotBeReadWaitsInReviewAndSaysWhy() {
    MessageView view = desk().find("ada", quarantined("broken", NOON)).orElseThrow();

    assertThat(view.quarantine()).contains("no header");
    assertThat(view.summary().state()).isEqualTo(MessageState.QUARANTINED);
    assertThat(view.summary().queue()).contains(QueueName.REVIEW);
  }

  @Test
  void everyQueueIsListedWithWhatWaitsInIt() {
    decided("first", BILLING, JunkVerdict.HAM, Priority.LOW);
    decided("second", BILLING, JunkVerdict.HAM, Priority.LOW);

    assertThat(desk().queues("ada"))
        .extracting(QueueLoad::name)
        .containsExactly(BILLING, SUPPORT, QueueName.REVIEW, QueueName.JUNK);
    QueueLoad billing = desk().queues("ada").getFirst();
    assertThat(billing.messages()).isEqualTo(2);
    assertThat(billing.sla()).contains(Duration.ofHours(8));
    assertThat(billing.oldest()).contains(NOON);
  }

  @Test
  void aListHoldsWhatNeedsAReplyOrIsOfALanguage() {
    MessageId asks = decided("asks", BILLING, JunkVerdict.HAM, Priority.LOW);
    MessageId spam = decided("spam", BILLING, JunkVerdict.HAM, Priority.LOW);
    said(spam, JunkVerdict.SPAM);

    assertThat(listed(MessageFilter.all(9).with(NEEDS_REPLY, true))).containsExactly(asks);
    assertThat(listed(MessageFilter.all(9).with(NEEDS_REPLY, false))).containsExactly(spam);
    assertThat(listed(MessageFilter.all(9).with(LANGUAGE, "en")))
        .containsExactlyInAnyOrder(asks, spam);
    assertThat(listed(MessageFilter.all(9).with(LANGUAGE, "de"))).isEmpty();
  }

  @Test
  void aReplyStandsInItsThread() {
    MessageId order = decided("order 17", SUPPORT, JunkVerdict.HAM, Priority.LOW);
    MessageId reply = decided("Re: order 17", SUPPORT, JunkVerdict.HAM, Priority.LOW);
    decided("another", SUPPORT, JunkVerdict.HAM, Priority.LOW);

    assertThat(desk().find("ada", order).orElseThrow().thread())
        .extracting(MessageSummary::id)
        .containsExactly(reply);
  }

  @Test
  void anErasedMessageIsGone() {
    MessageId id = decided("gone", BILLING, JunkVerdict.HAM, Priority.LOW);
    erase(id);

    assertThat(desk().find("ada", id)).isEmpty();
    assertThat(desk().raw("ada", id)).isEmpty();
    assertThat(desk().correct("ada", id, to(SUPPORT))).isEmpty();
    assertThat(desk().list("ada", MessageFilter.all(9))).isEmpty();
    assertThat(desk().pulse().accepted()).isZero();
  }

  @Test
  void thePulseCountsAndMovesWithEveryChange() {
    Pulse before = desk().pulse();
    MessageId id = waiting("pulse", NOON);
    Pulse accepted = desk().pulse();
    desk().correct("ada", id, to(BILLING));
    Pulse corrected = desk().pulse();
    decided("triaged", BILLING, JunkVerdict.HAM, Priority.LOW);
    quarantined("broken", NOON);
    Pulse all = desk().pulse();

    assertThat(accepted.accepted()).isEqualTo(before.accepted() + 1);
    assertThat(accepted.position()).isGreaterThan(before.position());
    assertThat(corrected.position()).isGreaterThan(accepted.position());
    assertThat(all.accepted()).isEqualTo(3);
    assertThat(all.triaged()).isEqualTo(1);
    assertThat(all.quarantined()).isEqualTo(1);
  }

  @Test
  void whoDoesNotSayWhoTheyAreIsRefused() {
    assertThatThrownBy(() -> desk().list(" ", MessageFilter.all(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anIdsBeginningNamesAMessageUntilAnotherSharesIt() {
    MessageId one = waiting("one", NOON);
    MessageId gone = waiting("gone", NOON);
    erase(gone);
    assertThat(desk().startingWith("ada", one.hex())).containsExactly(one);
    assertThat(desk().startingWith("ada", one.hex().substring(0, 8))).containsExactly(one);
    assertThat(desk().startingWith("ada", gone.hex().substring(0, 8))).isEmpty();
    waiting("two", NOON);
    waiting("three", NOON);
    assertThat(desk().startingWith("ada", "")).hasSize(2);
  }
}

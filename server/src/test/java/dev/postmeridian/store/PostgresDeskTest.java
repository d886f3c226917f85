package dev.postmeridian.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postmeridian.desk.Correction;
import dev.postmeridian.desk.Desk;
import dev.postmeridian.desk.MessageFilter;
import dev.postmeridian.desk.MessageSummary;
import dev.postmeridian.desk.MessageView;
import dev.postmeridian.desk.Pulse;
import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresDeskTest {
  private static TestRegion region;

  @BeforeAll
  static void open() {
    region = TestRegion.open();
  }

  @AfterAll
  static void close() {
    region.close();
  }

  @BeforeEach
  void clear() throws SQLException {
    region.clear();
  }

  @Test
  void aListIsReadPageByPageNewestFirst() {
    IntStream.range(0, 25).forEach(i -> accept("Subject: page " + i + "\r\n\r\n"));
    var seen = new ArrayList<MessageSummary>();
    Optional<String> before = Optional.empty();
    for (int page = 0; page < 3; page++) {
      var some = region.store().desk().list("ada", page(before));
      seen.addAll(some);
      before = Optional.of(some.getLast().cursor());
    }
    assertThat(seen).hasSize(25).doesNotHaveDuplicates();
    assertThat(seen)
        .extracting(MessageSummary::receivedAt)
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(region.store().desk().list("ada", page(before))).isEmpty();
  }

  @Test
  void aCorrectionShowsAtOnceIsNotedAndCanBeUndone() {
    MessageId id = accept("Subject: correct me\r\n\r\n");

    MessageView view = correct(region.store(), id, "billing").orElseThrow();
    assertThat(view.summary().queue()).contains(new QueueName("billing"));
    assertThat(view.summary().corrected()).isTrue();
    assertThat(view.history())
        .extracting(MessageView.Event::actor, MessageView.Event::what)
        .contains(org.assertj.core.groups.Tuple.tuple("ada", "set queue to billing"));
    assertThat(correct(region.store(), id, "support").orElseThrow().summary().queue())
        .contains(new QueueName("support"));
  }

  @Test
  void aLaterCorrectionWinsEvenFromANodeWhoseClockIsBehind() {
    MessageId id = accept("Subject: clocks\r\n\r\n");
    var slow = TestRegion.slowClock(40);
    correct(region.store(), id, "billing");
    try (var other = TestRegion.open(region.address(), slow, () -> {})) {
      assertThat(correct(other, id, "support").orElseThrow().summary().queue())
          .contains(new QueueName("support"));
    }
  }

  @Test
  void everyPartOfAMessageCanBeCorrected() {
    MessageId id = accept("Subject: parts\r\n\r\n");
    var all =
        new Correction(
            Optional.of(JunkVerdict.PHISHING),
            Optional.empty(),
            Optional.of(Priority.URGENT),
            Optional.of(true));
    MessageSummary summary = region.store().desk().correct("ada", id, all).orElseThrow().summary();
    assertThat(summary.junk()).contains(JunkVerdict.PHISHING);
    assertThat(summary.queue()).contains(QueueName.JUNK);
    assertThat(summary.priority()).contains(Priority.URGENT);
    assertThat(summary.needsReply()).contains(true);
    assertThat(region.store().desk().queues("ada"))
        .anySatisfy(queue -> {
          assertThat(queue.name()).isEqualTo(QueueName.JUNK);
          assertThat(queue.messages()).isEqualTo(1);
        });
  }

  @Test
  void thePulseMovesWithEveryChangeAndRestsWithoutOne() {
    Pulse before = region.store().desk().pulse();
    MessageId id = accept("Subject: pulse\r\n\r\n");
    Pulse accepted = region.store().desk().pulse();
    correct(region.store(), id, "billing");
    Pulse corrected = region.store().desk().pulse();

    assertThat(accepted.accepted()).isEqualTo(before.accepted() + 1);
    assertThat(accepted.position()).isGreaterThan(before.position());
    assertThat(corrected.position()).isGreaterThan(accepted.position());
  }

  @Test
  void whoSaysJunkOrItsQueueSaysBothAndCannotContradict() {
    MessageId id = accept("Subject: both\r\n\r\n");
    correct(region.store(), id, "billing");
    MessageSummary spam = said(id, Optional.of(JunkVerdict.SPAM), Optional.empty());
    assertThat(spam.queue()).contains(QueueName.JUNK);
    MessageSummary back = said(id, Optional.of(JunkVerdict.HAM), Optional.empty());
    assertThat(back.queue()).contains(QueueName.REVIEW);
    MessageSummary moved = said(id, Optional.empty(), Optional.of(QueueName.JUNK));
    assertThat(moved.junk()).contains(JunkVerdict.SPAM);
    MessageSummary wanted = said(id, Optional.empty(), Optional.of(new QueueName("support")));
    assertThat(wanted.junk()).contains(JunkVerdict.HAM);
    assertThatThrownBy(
            () -> said(id, Optional.of(JunkVerdict.SPAM), Optional.of(new QueueName("support"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDatabaseThatCannotBeReachedIsToldFromAFault() throws SQLException {
    var address = TestRegion.freshDatabase();
    try (var other = TestRegion.open(address, TestRegion.clock(98), () -> {})) {
      try (var c = region.superuser();
          var sql = c.createStatement()) {
        String name = address.url().replaceFirst(".*/", "").replaceFirst("\\?.*", "");
        sql.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
        sql.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                + name
                + "'");
      }
      assertThatThrownBy(() -> other.desk().list("ada", MessageFilter.all(1)))
          .isInstanceOf(Desk.UnavailableException.class);
    }
  }

  @Test
  void whoDoesNotSayWhoTheyAreIsRefused() {
    assertThatThrownBy(() -> region.store().desk().list(" ", MessageFilter.all(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Optional<MessageView> correct(Store store, MessageId id, String queue) {
    var correction =
        new Correction(
            Optional.empty(),
            Optional.of(new QueueName(queue)),
            Optional.empty(),
            Optional.empty());
    return store.desk().correct("ada", id, correction);
  }

  private static MessageSummary said(
      MessageId id, Optional<JunkVerdict> junk, Optional<QueueName> queue) {
    var correction = new Correction(junk, queue, Optional.empty(), Optional.empty());
    return region.store().desk().correct("ada", id, correction).orElseThrow().summary();
  }

  private static MessageFilter page(Optional<String> before) {
    return new MessageFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of("ada@mail.example"),
        Optional.empty(),
        before,
        10);
  }

  private static MessageId accept(String text) {
    Acceptance mail = TestRegion.mail(text);
    return region.store().acceptedLog().accept(List.of(mail)).getFirst().id();
  }
}

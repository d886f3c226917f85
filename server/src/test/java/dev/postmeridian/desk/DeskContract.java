package dev.postmeridian.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MaybeSender;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.mail.ParsedMail;
import dev.postmeridian.region.Country;
import dev.postmeridian.triage.Decision;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.Queue;
import dev.postmeridian.triage.QueueName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages, API and commands may rely on, whatever the desk stands on. */
public abstract class DeskContract {
  protected static final List<Queue> QUEUES =
      List.of(
          new Queue(new QueueName("billing"), "Invoices.", List.of(), Duration.ofHours(8)),
          new Queue(new QueueName("support"), "Outages.", List.of(), Duration.ofHours(1)));
  private static final QueueName BILLING = new QueueName("billing");
  private static final QueueName SUPPORT = new QueueName("support");
  private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
  private static final Instant NOON = Instant.parse("2026-02-03T12:00:00.123Z");

  /**
   * A message on its way.
   *
   * @param decision what the model says of it; empty for one that waits, or can't be read
   * @param quarantine why it can't be read
   */
  protected record Letter(
      String mailbox,
      String subject,
      Instant at,
      Optional<Decision> decision,
      Optional<String> quarantine) {
    public MessageId id() {
      return MessageId.of(KEY, MailAddress.parse(mailbox), sender(), raw());
    }

    public MaybeSender sender() {
      return MaybeSender.of(MailAddress.parse("bob@sender.example"));
    }

    public Country country() {
      return new Country("DE");
    }

    public byte[] raw() {
      return "Subject: %s\r\n\r\nSent %s".formatted(subject, at).getBytes(StandardCharsets.UTF_8);
    }

    public ParsedMail parsed() {
      return new ParsedMail(
          subject,
          subject.startsWith("anonymous") ? "" : "Bob <bob@sender.example>",
          Optional.empty(),
          Optional.of("<" + id() + "@sender.example>"),
          List.of(),
          List.of(),
          "",
          List.of(),
          List.of());
    }
  }

  /** An empty desk with {@link #QUEUES}. */
  protected abstract Desk desk();

  /** Accepts the message, and triages or quarantines it as it says. */
  protected abstract void arrive(Letter letter);

  protected abstract void erase(MessageId id);

  @Test
  void aListIsReadPageByPageNewestFirst() {
    for (int i = 0; i < 25; i++) {
      // some at the same millisecond: the cursor tells them apart
      waiting("page " + i, NOON.plusMillis(i / 3));
    }
    var seen = new ArrayList<MessageSummary>();
    Optional<String> before = Optional.empty();
    for (int page = 0; page < 3; page++) {
      var some = desk().list("ada", filter(Optional.empty(), before, 10));
      seen.addAll(some);
      before = Optional.of(some.getLast().cursor());
    }
    assertThat(seen).hasSize(25).extracting(MessageSummary::id).doesNotHaveDuplicates();
    assertThat(seen)
        .extracting(MessageSummary::receivedAt)
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(desk().list("ada", filter(Optional.empty(), before, 10))).isEmpty();
  }

  @Test
  void aListHoldsWhatItsFilterSays() {
    MessageId invoice = decided("invoice", BILLING, JunkVerdict.HAM, Priority.HIGH);
    MessageId spam = decided("win", QueueName.JUNK, JunkVerdict.SPAM, Priority.LOW);
    MessageId unread = quarantined("broken");
    MessageId fresh = waiting("fresh", NOON);

    assertThat(listed(filter(Optional.of(BILLING), Optional.empty(), 9))).containsExactly(invoice);
    assertThat(listed(filter(Optional.of(QueueName.JUNK), Optional.empty(), 9)))
        .containsExactly(spam);
    assertThat(listed(filter(Optional.of(QueueName.REVIEW), Optional.empty(), 9)))
        .containsExactly(unread);
    assertThat(listed(of(Optional.of(JunkVerdict.SPAM), Optional.empty(), Optional.empty())))
        .containsExactly(spam);
    assertThat(listed(of(Optional.empty(), Optional.of(Priority.HIGH), Optional.empty())))
        .containsExactly(invoice);
    assertThat(listed(of(Optional.empty(), Optional.empty(), Optional.of(MessageState.ACCEPTED))))
        .containsExactly(fresh);
    assertThat(listed(MessageFilter.all(9)))
        .containsExactlyInAnyOrder(invoice, spam, unread, fresh);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "\ud800", "a\0b@mail.example"})
  void whatNoTextHoldsIsFoundNowhere(String asked) {
    waiting("anything", NOON);
    MessageFilter all = MessageFilter.all(9);
    var mailbox =
        new MessageFilter(
            all.queue(),
            all.junk(),
            all.priority(),
            all.state(),
            Optional.of(asked),
            Optional.of(asked),
            all.before(),
            9);
    assertThat(listed(mailbox)).isEmpty();
  }

  @Test
  void whatIsUnknownIsEmpty() {
    var nobody = new MessageId("0".repeat(32));
    assertThat(desk().find("ada", nobody)).isEmpty();
    assertThat(desk().raw("ada", nobody)).isEmpty();
    assertThat(desk().correct("ada", nobody, to(BILLING))).isEmpty();
  }

  @Test
  void aMessageIsShownAsItCameAndAsItWasDecided() {
    Letter letter = letter("invoice", BILLING, JunkVerdict.HAM, Priority.HIGH);
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
            quarantined("broken"),
            waiting("fresh", NOON));
    assertThat(nameless)
        .extracting(id -> desk().find("ada", id).orElseThrow().summary().from())
        .containsOnly("bob@sender.example");
  }

  @Test
  void whatCanNotBeReadWaitsInReviewAndSaysWhy() {
    MessageView view = desk().find("ada", quarantined("broken")).orElseThrow();

    assertThat(view.quarantine()).contains("no header");
    assertThat(view.summary().state()).isEqualTo(MessageState.QUARANTINED);
    assertThat(view.summary().queue()).contains(QueueName.REVIEW);
  }

  @Test
  void aPersonsWordStandsAboveTheModelsIsNotedAndCanBeUndone() {
    MessageId id = decided("invoice", BILLING, JunkVerdict.HAM, Priority.HIGH);

    MessageView view = desk().correct("ada", id, to(SUPPORT)).orElseThrow();
    assertThat(view.summary().queue()).contains(SUPPORT);
    assertThat(view.summary().corrected()).isTrue();
    assertThat(view.decision().orElseThrow().queue()).isEqualTo(BILLING);
    assertThat(view.history())
        .anySatisfy(event -> {
          assertThat(event.actor()).isEqualTo("ada");
          assertThat(event.what()).isEqualTo("set queue to support");
        });
    assertThat(listed(filter(Optional.of(SUPPORT), Optional.empty(), 9))).containsExactly(id);
    assertThat(desk().correct("eve", id, to(BILLING)).orElseThrow().summary().queue())
        .contains(BILLING);
  }

  @Test
  void whoSaysTheSameAgainAddsNothingAndAnotherDoes() {
    MessageId id = decided("again", BILLING, JunkVerdict.HAM, Priority.HIGH);
    int said = desk().correct("ada", id, to(SUPPORT)).orElseThrow().history().size();

    assertThat(desk().correct("ada", id, to(SUPPORT)).orElseThrow().history()).hasSize(said);
    assertThat(desk().correct("eve", id, to(SUPPORT)).orElseThrow().history()).hasSize(said + 1);
    assertThat(desk().correct("ada", id, to(BILLING)).orElseThrow().history()).hasSize(said + 2);
  }

  @Test
  void everyPartOfAMessageCanBeCorrected() {
    MessageId id = decided("parts", BILLING, JunkVerdict.HAM, Priority.LOW);
    var all =
        new Correction(
            Optional.of(JunkVerdict.PHISHING),
            Optional.empty(),
            Optional.of(Priority.URGENT),
            Optional.of(false));

    MessageSummary summary = desk().correct("ada", id, all).orElseThrow().summary();
    assertThat(summary.junk()).contains(JunkVerdict.PHISHING);
    assertThat(summary.queue()).contains(QueueName.JUNK);
    assertThat(summary.priority()).contains(Priority.URGENT);
    assertThat(summary.needsReply()).contains(false);
  }

  @Test
  void whoSaysJunkOrItsQueueSaysBoth() {
    MessageId id = waiting("both", NOON);
    desk().correct("ada", id, to(BILLING));

    assertThat(said(id, JunkVerdict.SPAM).queue()).contains(QueueName.JUNK);
    assertThat(said(id, JunkVerdict.HAM).queue()).contains(BILLING);
    assertThat(desk().correct("ada", id, to(QueueName.JUNK)).orElseThrow().summary().junk())
        .contains(JunkVerdict.SPAM);
    assertThat(desk().correct("ada", id, to(SUPPORT)).orElseThrow().summary().junk())
        .contains(JunkVerdict.HAM);
  }

  @Test
  void aPersonsQueueOutlastsAVerdictThatHidesIt() {
    MessageId id = decided("hidden", SUPPORT, JunkVerdict.HAM, Priority.LOW);
    desk().correct("ada", id, to(BILLING));

    assertThat(said(id, JunkVerdict.PHISHING).queue()).contains(QueueName.JUNK);
    assertThat(said(id, JunkVerdict.HAM).queue()).contains(BILLING);
    moved(id, QueueName.JUNK);
    assertThat(listed(filter(Optional.of(BILLING), Optional.empty(), 9))).isEmpty();
    assertThat(said(id, JunkVerdict.HAM).queue()).contains(BILLING);
    assertThat(listed(filter(Optional.of(BILLING), Optional.empty(), 9))).containsExactly(id);
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
  void whatAPersonCallsJunkDoesNotPressUnlessAPersonSaysSo() {
    MessageId id = decided("outage", SUPPORT, JunkVerdict.HAM, Priority.URGENT);

    MessageSummary spam = said(id, JunkVerdict.SPAM);
    assertThat(spam.priority()).contains(Priority.LOW);
    assertThat(spam.needsReply()).contains(false);
    assertThat(listed(of(Optional.empty(), Optional.of(Priority.URGENT), Optional.empty())))
        .isEmpty();
    MessageSummary wanted = said(id, JunkVerdict.HAM);
    assertThat(wanted.priority()).contains(Priority.URGENT);
    assertThat(wanted.needsReply()).contains(true);

    var pressing =
        new Correction(
            Optional.of(JunkVerdict.PHISHING),
            Optional.empty(),
            Optional.of(Priority.HIGH),
            Optional.of(true));
    MessageSummary phishing = desk().correct("ada", id, pressing).orElseThrow().summary();
    assertThat(phishing.priority()).contains(Priority.HIGH);
    assertThat(phishing.needsReply()).contains(true);
  }

  @Test
  void wantedMailMayLieInJunkAndIsNotCalledSpamForIt() {
    MessageId answer = decided("away", QueueName.JUNK, JunkVerdict.HAM, Priority.LOW);
    MessageId news = decided("news", QueueName.JUNK, JunkVerdict.BULK, Priority.LOW);

    for (MessageId id : List.of(answer, news)) {
      Optional<JunkVerdict> verdict = desk().find("ada", id).orElseThrow().summary().junk();
      assertThat(moved(id, QueueName.JUNK).junk()).isEqualTo(verdict);
      assertThat(moved(id, BILLING).junk()).isEqualTo(verdict);
      MessageSummary summary = desk().correct("ada", id, inJunk(verdict)).orElseThrow().summary();
      assertThat(summary.queue()).contains(QueueName.JUNK);
      assertThat(summary.junk()).isEqualTo(verdict);
    }
    assertThat(moved(decided("order", SUPPORT, JunkVerdict.HAM, Priority.LOW), QueueName.JUNK))
        .extracting(MessageSummary::junk)
        .isEqualTo(Optional.of(JunkVerdict.SPAM));
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
    quarantined("broken");
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

  private MessageId waiting(String subject, Instant at) {
    return arrived(new Letter("ada@mail.example", subject, at, Optional.empty(), Optional.empty()));
  }

  private MessageId quarantined(String subject) {
    return arrived(
        new Letter("ada@mail.example", subject, NOON, Optional.empty(), Optional.of("no header")));
  }

  private MessageId decided(String subject, QueueName queue, JunkVerdict junk, Priority priority) {
    return arrived(letter(subject, queue, junk, priority));
  }

  private static Letter letter(
      String subject, QueueName queue, JunkVerdict junk, Priority priority) {
    var decision =
        new Decision(junk, queue, priority, "en", true, 0.9, Optional.empty(), "test@1", List.of());
    return new Letter("ada@mail.example", subject, NOON, Optional.of(decision), Optional.empty());
  }

  private MessageId arrived(Letter letter) {
    arrive(letter);
    return letter.id();
  }

  private MessageSummary moved(MessageId id, QueueName queue) {
    return desk().correct("ada", id, to(queue)).orElseThrow().summary();
  }

  private MessageSummary said(MessageId id, JunkVerdict verdict) {
    var correction =
        new Correction(Optional.of(verdict), Optional.empty(), Optional.empty(), Optional.empty());
    return desk().correct("ada", id, correction).orElseThrow().summary();
  }

  private static Correction inJunk(Optional<JunkVerdict> verdict) {
    return new Correction(verdict, Optional.of(QueueName.JUNK), Optional.empty(), Optional.empty());
  }

  private static Correction to(QueueName queue) {
    return new Correction(Optional.empty(), Optional.of(queue), Optional.empty(), Optional.empty());
  }

  private List<MessageId> listed(MessageFilter filter) {
    return desk().list("ada", filter).stream().map(MessageSummary::id).toList();
  }

  private static MessageFilter filter(
      Optional<QueueName> queue, Optional<String> before, int limit) {
    return new MessageFilter(
        queue,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of("ada@mail.example"),
        Optional.empty(),
        before,
        limit);
  }

  private static MessageFilter of(
      Optional<JunkVerdict> junk, Optional<Priority> priority, Optional<MessageState> state) {
    return new MessageFilter(
        Optional.empty(),
        junk,
        priority,
        state,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        9);
  }
}

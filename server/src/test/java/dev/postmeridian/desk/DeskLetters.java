package dev.postmeridian.desk;

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
import java.util.List;
import java.util.Optional;

/** Mail on a desk, for its contract: how it comes there, is corrected and is asked for. */
public abstract class DeskLetters {
  protected static final List<Queue> QUEUES =
      List.of(
          new Queue(new QueueName("billing"), "Invoices.", List.of(), Duration.ofHours(8)),
          new Queue(new QueueName("support"), "Outages.", List.of(), Duration.ofHours(1)));
  static final QueueName BILLING = new QueueName("billing");
  static final QueueName SUPPORT = new QueueName("support");
  static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
  static final Instant NOON = Instant.parse("2026-02-03T12:00:00.123Z");

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

  final MessageId waiting(String subject, Instant at) {
    return arrived(new Letter("ada@mail.example", subject, at, Optional.empty(), Optional.empty()));
  }

  final MessageId quarantined(String subject, Instant at) {
    return arrived(
        new Letter("ada@mail.example", subject, at, Optional.empty(), Optional.of("no header")));
  }

  final MessageId decided(String subject, QueueName queue, JunkVerdict junk, Priority priority) {
    return decided(subject, queue, junk, priority, NOON);
  }

  final MessageId decided(
      String subject, QueueName queue, JunkVerdict junk, Priority priority, Instant at) {
    return arrived(letter(subject, queue, junk, priority, at));
  }

  static Letter letter(
      String subject, QueueName queue, JunkVerdict junk, Priority priority, Instant at) {
    var decision =
        new Decision(junk, queue, priority, "en", true, 0.9, Optional.empty(), "test@1", List.of());
    return new Letter("ada@mail.example", subject, at, Optional.of(decision), Optional.empty());
  }

  final MessageId arrived(Letter letter) {
    arrive(letter);
    return letter.id();
  }

  final MessageSummary moved(MessageId id, QueueName queue) {
    return desk().correct("ada", id, to(queue)).orElseThrow().after().summary();
  }

  final MessageSummary said(MessageId id, JunkVerdict verdict) {
    var correction =
        new Correction(
            Optional.of(verdict),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return desk().correct("ada", id, correction).orElseThrow().after().summary();
  }

  static Correction inJunk(Optional<JunkVerdict> verdict) {
    return new Correction(
        verdict, Optional.of(QueueName.JUNK), Optional.empty(), Optional.empty(), Optional.empty());
  }

  static Correction to(QueueName queue) {
    return new Correction(
        Optional.empty(), Optional.of(queue), Optional.empty(), Optional.empty(), Optional.empty());
  }

  static Correction done(boolean done) {
    return new Correction(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(done));
  }

  final List<MessageId> listed(MessageFilter filter) {
    return desk().list("ada", filter).stream().map(MessageSummary::id).toList();
  }
}

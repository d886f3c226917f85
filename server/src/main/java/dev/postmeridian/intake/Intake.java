package dev.postmeridian.intake;

import dev.postmeridian.intake.IntakeListener.Refusal;
import dev.postmeridian.mail.Domain;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Mailboxes;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.routing.Router;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The one way in for mail, whatever protocol brings it. Safe for use by many threads. */
public final class Intake {
  private final Recipients addresses;
  private final Relay relay;
  private final IntakeListener listener;
  private final IntakeLimits limits;
  private final MailInFlight inFlight;
  private final Acceptor acceptor;
  private final InstantSource clock;

  /**
   * @param router the router of this region
   * @param relay the way to the others
   * @param sealedLog where mail goes that it routes to be sealed
   * @param host the name this region goes by in trace headers
   */
  public Intake(
      Mailboxes mailboxes,
      Residency residency,
      Router router,
      Relay relay,
      MessageIdKeys keys,
      AcceptedLog log,
      SealedLog sealedLog,
      IntakeListener listener,
      IntakeLimits limits,
      Domain host,
      InstantSource clock) {
    this.addresses = new Recipients(mailboxes, residency, router);
    this.relay = relay;
    this.listener = listener;
    this.limits = limits;
    this.inFlight = new MailInFlight(limits);
    this.acceptor = new Acceptor(keys, log, sealedLog, listener, limits, new TraceHeader(host));
    this.clock = clock;
  }

  public IntakeLimits limits() {
    return limits;
  }

  /** The room for mails that are arriving, shared by every protocol of this process. */
  public MailInFlight inFlight() {
    return inFlight;
  }

  /** A place for a mail that begins to arrive; close it when the mail is dealt with. */
  public MailBuffer newMail(ClientNetwork client) {
    return new MailBuffer(inFlight.place(client), limits.messageBytes());
  }

  /** Whether mail for this address can be taken here, and if not, why. */
  public Recipient recipient(MailAddress mailbox) {
    return addresses.of(mailbox, 0);
  }

  /**
   * As {@link #recipient(MailAddress)}, and counts it if it is a refusal.
   *
   * @param draw from 0 to 1, the same for all recipients of one transaction: which of several
   *     regions that share the load
   */
  public Recipient recipient(MailAddress mailbox, Acceptance.Via via, double draw) {
    Recipient recipient = addresses.of(mailbox, draw);
    switch (recipient) {
      case Recipient.Taken _ -> {}
      case Recipient.Elsewhere _ -> listener.refused(via, Refusal.ELSEWHERE);
      case Recipient.Nowhere _ -> listener.refused(via, Refusal.NOWHERE);
      case Recipient.Unknown _ -> listener.refused(via, Refusal.UNKNOWN);
    }
    return recipient;
  }

  /**
   * A recipient whose mail another region passes on to this one: it is taken if that is lawful,
   * however busy this region is, or mail would go round in circles.
   */
  public Optional<Recipient.Here> passedOn(MailAddress mailbox) {
    return addresses.passedOn(mailbox);
  }

  /**
   * Begins to take a mail for recipients of whatever routes; close it when the mail is dealt with.
   *
   * @param recipients one or more
   * @param declaredBytes as the client says; 0 if it does not
   */
  public Delivery deliver(
      Arrival arrival,
      List<? extends Recipient.Taken> recipients,
      ClientNetwork client,
      long declaredBytes) {
    var delivery = new Delivery(recipients.size());
    try {
      keepHere(delivery, arrival, recipients, client, declaredBytes);
      passOn(delivery, arrival, recipients);
      return delivery;
    } catch (RuntimeException e) {
      delivery.close();
      throw e;
    }
  }

  private void keepHere(
      Delivery delivery,
      Arrival arrival,
      List<? extends Recipient.Taken> recipients,
      ClientNetwork client,
      long declaredBytes) {
    int[] places = places(recipients, to -> !(to instanceof Recipient.Relayed));
    if (places.length > 0) {
      var buffer = newMail(client);
      List<Recipient.Taken> own =
          Arrays.stream(places).<Recipient.Taken>mapToObj(recipients::get).toList();
      delivery.store(
          places,
          buffer,
          buffer.reserve(declaredBytes),
          () -> accept(arrival, own, buffer.toByteArray()));
    }
  }

  private void passOn(
      Delivery delivery, Arrival arrival, List<? extends Recipient.Taken> recipients) {
    var regions = only(Recipient.Relayed.class, recipients).stream().map(Recipient.Relayed::to);
    for (RegionName region : regions.distinct().sorted().toList()) {
      int[] places =
          places(recipients, to -> to instanceof Recipient.Relayed r && r.to().equals(region));
      List<Recipient.Relayed> theirs =
          Arrays.stream(places)
              .mapToObj(place -> (Recipient.Relayed) recipients.get(place))
              .toList();
      var passage = relay.open(arrival, theirs);
      delivery.pass(
          places, new MeasuredPassage(passage, limits.messageBytes(), arrival.via(), listener));
    }
  }

  private static int[] places(
      List<? extends Recipient.Taken> recipients, Predicate<Recipient.Taken> of) {
    return IntStream.range(0, recipients.size()).filter(i -> of.test(recipients.get(i))).toArray();
  }

  /**
   * Makes a mail durable for its recipients; returns after the flushed commit.
   *
   * @param recipients one or more; the same mailbox twice is one message
   * @param data the mail as it came; nobody changes it from now on
   * @return an outcome for each recipient, in the same order
   */
  public List<Outcome> accept(
      Arrival arrival, List<? extends Recipient.Taken> recipients, byte[] data) {
    return accept(arrival, clock.instant(), recipients, data);
  }

  /**
   * As {@link #accept(Arrival, List, byte[])}, of a mail that another region has received.
   *
   * @param receivedAt when it came there
   */
  public List<Outcome> accept(
      Arrival arrival,
      Instant receivedAt,
      List<? extends Recipient.Taken> recipients,
      byte[] data) {
    return acceptor.accept(arrival, receivedAt, recipients, data);
  }

  private static <T> List<T> only(Class<T> kind, List<? extends Recipient.Taken> recipients) {
    return recipients.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}

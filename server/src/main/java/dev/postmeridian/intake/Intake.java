package dev.postmeridian.intake;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.postmeridian.intake.IntakeListener.Refusal;
import dev.postmeridian.mail.Domain;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Mailboxes;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.residency.Transfer;
import dev.postmeridian.routing.Route;
import dev.postmeridian.routing.Router;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** The one way in for mail, whatever protocol brings it. Safe for use by many threads. */
public final class Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final Marker SELDOM = MarkerFactory.getMarker("seldom");

  private final Mailboxes mailboxes;
  private final Router router;
  private final Residency residency;
  private final Relay relay;
  private final MessageIdKeys keys;
  private final AcceptedLog log;
  private final SealedLog sealedLog;
  private final IntakeListener listener;
  private final IntakeLimits limits;
  private final MailInFlight inFlight;
  private final TraceHeader trace;
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
    this.mailboxes = mailboxes;
    this.residency = residency;
    this.router = router;
    this.relay = relay;
    this.keys = keys;
    this.log = log;
    this.sealedLog = sealedLog;
    this.listener = listener;
    this.limits = limits;
    this.inFlight = new MailInFlight(limits);
    this.trace = new TraceHeader(host);
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
    return recipient(mailbox, 0);
  }

  private Recipient recipient(MailAddress mailbox, double draw) {
    return mailboxes
        .countryOf(mailbox)
        .map(country -> routed(mailbox, country, draw))
        .orElseGet(() -> new Recipient.Unknown(mailbox));
  }

  /**
   * As {@link #recipient(MailAddress)}, and counts it if it is a refusal.
   *
   * @param draw from 0 to 1, the same for all recipients of one transaction: which of several
   *     regions that share the load
   */
  public Recipient recipient(MailAddress mailbox, Acceptance.Via via, double draw) {
    Recipient recipient = recipient(mailbox, draw);
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
    return mailboxes
        .countryOf(mailbox)
        .filter(country -> residency.mayProcess(country, router.region()))
        .map(country -> here(mailbox, country, residency.transfer(country, router.region())));
  }

  private Recipient routed(MailAddress mailbox, Country country, double draw) {
    return switch (router.route(country, draw)) {
      case Route.Here(var transfer) -> here(mailbox, country, transfer);
      case Route.Relay(RegionName to, _) -> new Recipient.Relayed(mailbox, country, to);
      case Route.Seal(RegionName to) -> new Recipient.Sealed(mailbox, country, to);
      case Route.Hold _ ->
          new Recipient.Elsewhere(mailbox, country, residency.lawfulRegions(country));
      case Route.Nowhere _ -> new Recipient.Nowhere(mailbox, country);
    };
  }

  private Recipient.Here here(MailAddress mailbox, Country country, Optional<Transfer> transfer) {
    return new Recipient.Here(mailbox, country, residency.lawfulRegions(country), transfer);
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
    int hops = ReceivedFields.count(data);
    if (hops > limits.receivedFields()) {
      recipients.forEach(_ -> listener.refused(arrival.via(), Refusal.LOOPING));
      return Collections.nCopies(recipients.size(), new Outcome.Looping(hops));
    }
    try {
      // what is stored before a failure is brought again with the rest, and is the same message
      seal(arrival, receivedAt, only(Recipient.Sealed.class, recipients), data);
      var kept = keep(arrival, receivedAt, only(Recipient.Here.class, recipients), data).iterator();
      return recipients.stream()
          .map(to ->
              switch (to) {
                case Recipient.Here _ -> kept.next();
                case Recipient.Sealed(_, _, RegionName region) -> new Outcome.Sealed(region);
                case Recipient.Relayed _ ->
                    throw new IllegalArgumentException("what is relayed is not stored here");
              })
          .toList();
    } catch (AcceptedLog.UnavailableException e) {
      complain(e);
      listener.unavailable(recipients.size());
      return Collections.nCopies(recipients.size(), new Outcome.Unavailable());
    }
  }

  private static <T> List<T> only(Class<T> kind, List<? extends Recipient.Taken> recipients) {
    return recipients.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private List<Outcome> keep(
      Arrival arrival, Instant receivedAt, List<Recipient.Here> recipients, byte[] data) {
    if (recipients.isEmpty()) {
      return List.of();
    }
    var ids = ids(arrival, recipients, data);
    var duplicates = new HashMap<MessageId, Boolean>();
    for (var stored : stored(arrival, acceptances(arrival, receivedAt, ids, recipients, data))) {
      duplicates.put(stored.id(), stored.duplicate());
    }
    return ids.stream().map(id -> kept(id, duplicates)).toList();
  }

  private void seal(
      Arrival arrival, Instant receivedAt, List<Recipient.Sealed> recipients, byte[] data) {
    Map<RegionName, List<Recipient.Sealed>> byRegion =
        recipients.stream().collect(groupingBy(Recipient.Sealed::to, TreeMap::new, toList()));
    byRegion.forEach((to, all) -> {
      long start = System.nanoTime();
      Map<Country, List<MailAddress>> mailboxes =
          all.stream()
              .distinct()
              .collect(
                  groupingBy(
                      Recipient.Sealed::country,
                      TreeMap::new,
                      mapping(Recipient.Sealed::mailbox, toList())));
      sealedLog.accept(arrival, receivedAt, to, mailboxes, data);
      var took = Duration.ofNanos(System.nanoTime() - start);
      listener.stored(arrival.via(), all.size(), 0, took);
    });
  }

  private List<AcceptedLog.Stored> stored(Arrival arrival, List<Acceptance> messages) {
    long start = System.nanoTime();
    var stored = log.accept(messages);
    long took = System.nanoTime() - start;
    int known = (int) stored.stream().filter(AcceptedLog.Stored::duplicate).count();
    listener.stored(arrival.via(), stored.size() - known, known, Duration.ofNanos(took));
    return stored;
  }

  /** Says why mail is not stored, once in a while; causes by class, as messages may quote mail. */
  private void complain(AcceptedLog.UnavailableException e) {
    var cause = e.getCause();
    LOG.warn(
        SELDOM,
        "mail cannot be stored: {} ({})",
        e.getMessage(),
        cause == null ? "no cause" : cause.getClass().getName());
  }

  private static Outcome kept(MessageId id, Map<MessageId, Boolean> duplicates) {
    Boolean duplicate = duplicates.get(id);
    if (duplicate == null) {
      throw new IllegalStateException("the log answered for other messages than it was given");
    }
    return new Outcome.Kept(id, duplicate);
  }

  private List<MessageId> ids(Arrival arrival, List<Recipient.Here> recipients, byte[] data) {
    byte[] digest = MessageId.digest(data);
    var ids = new ArrayList<MessageId>(recipients.size());
    for (var recipient : recipients) {
      byte[] key = keys.keyFor(recipient.country());
      ids.add(MessageId.ofDigest(key, recipient.mailbox(), arrival.sender(), digest));
    }
    return ids;
  }

  private List<Acceptance> acceptances(
      Arrival arrival,
      Instant now,
      List<MessageId> ids,
      List<Recipient.Here> recipients,
      byte[] data) {
    var copies = trace.of(arrival, now);
    var byId = new LinkedHashMap<MessageId, Acceptance>();
    boolean single = Set.copyOf(ids).size() == 1;
    for (int i = 0; i < ids.size(); i++) {
      var to = recipients.get(i);
      var only = single ? Optional.of(to.mailbox()) : Optional.<MailAddress>empty();
      byId.putIfAbsent(
          ids.get(i),
          new Acceptance(
              ids.get(i),
              to.mailbox(),
              to.country(),
              arrival.sender(),
              now,
              arrival.via(),
              copies.of(ids.get(i), only),
              data,
              to.transfer()));
    }
    return List.copyOf(byId.values());
  }
}

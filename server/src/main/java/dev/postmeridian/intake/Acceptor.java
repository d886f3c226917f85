package dev.postmeridian.intake;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.postmeridian.intake.IntakeListener.Refusal;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** Makes mail durable in this region, each message once: in clear or sealed for another region. */
final class Acceptor {
  private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);
  private static final Marker SELDOM = MarkerFactory.getMarker("seldom");

  private final MessageIdKeys keys;
  private final AcceptedLog log;
  private final SealedLog sealedLog;
  private final IntakeListener listener;
  private final IntakeLimits limits;
  private final TraceHeader trace;

  Acceptor(
      MessageIdKeys keys,
      AcceptedLog log,
      SealedLog sealedLog,
      IntakeListener listener,
      IntakeLimits limits,
      TraceHeader trace) {
    this.keys = keys;
    this.log = log;
    this.sealedLog = sealedLog;
    this.listener = listener;
    this.limits = limits;
    this.trace = trace;
  }

  /**
   * An outcome for each recipient, in the same order; returns after the flushed commit.
   *
   * @param data the mail as it came; nobody changes it from now on
   */
  List<Outcome> accept(
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

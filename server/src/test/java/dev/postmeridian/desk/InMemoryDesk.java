package dev.postmeridian.desk;

import dev.postmeridian.change.Stamp;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.mail.ParsedMail;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.triage.Decision;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Queue;
import dev.postmeridian.triage.QueueName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A desk in memory, for tests of what stands on the port. */
public final class InMemoryDesk implements Desk {
  private record Position(Instant at, MessageId id) implements Comparable<Position> {
    @Override
    public int compareTo(Position other) {
      return Comparator.comparing(Position::at)
          .thenComparing(Position::id)
          .reversed()
          .compare(this, other);
    }
  }

  private final RegionName region;
  private final List<Queue> queues;
  private final Supplier<Instant> now;
  private final ConcurrentSkipListMap<Position, HeldMessage> held = new ConcurrentSkipListMap<>();
  private volatile boolean failing;
  private volatile boolean refusing;
  private final AtomicLong position = new AtomicLong();
  private final Object correcting = new Object();

  public InMemoryDesk(RegionName region, List<Queue> queues, Supplier<Instant> now) {
    this.region = region;
    this.queues = queues;
    this.now = now;
  }

  /** From now on says that the database does not answer, or answers again. */
  public void fail(boolean fails) {
    failing = fails;
  }

  /** From now on refuses each correction. */
  public void refuse() {
    refusing = true;
  }

  /** Answers no correction before this has run. */
  public void whileItIsSlow(Runnable meanwhile) {
    synchronized (correcting) {
      meanwhile.run();
    }
  }

  private void answer(String actor) {
    if (actor.isBlank()) {
      throw new IllegalArgumentException("every request of the desk names its actor");
    }
    answer();
  }

  private void answer() {
    if (failing) {
      throw new UnavailableException(new java.sql.SQLException("down", "08006"));
    }
  }

  /** Holds a message that was accepted and, unless both are empty, triaged or quarantined. */
  public void hold(
      MessageId id,
      Country country,
      String mailbox,
      String sender,
      Instant at,
      byte[] raw,
      Optional<ParsedMail> mail,
      Optional<Decision> decision,
      Optional<String> quarantine) {
    List<MessageView.Event> history = new ArrayList<>();
    history.add(new MessageView.Event(at, "smtp", "accepted"));
    decision.ifPresent(
        d -> history.add(new MessageView.Event(at, "worker", "triaged by " + d.model())));
    quarantine.ifPresent(q -> history.add(new MessageView.Event(at, "worker", "quarantined")));
    put(
        new HeldMessage(
            id, country, mailbox, sender, at, raw, mail, decision, quarantine, List.of(), history));
  }

  private void put(HeldMessage h) {
    held.put(new Position(h.receivedAt(), h.id()), h);
    position.incrementAndGet();
  }

  /** Erases one message. */
  public void forget(MessageId id) {
    held.values().removeIf(h -> h.id().equals(id));
    position.incrementAndGet();
  }

  /** Forgets all. */
  public void clear() {
    held.clear();
    position.incrementAndGet();
  }

  @Override
  public List<MessageSummary> list(String actor, MessageFilter filter) {
    answer(actor);
    Optional<ListPlace> after =
        filter.get(Criterion.BEFORE).map(c -> ListPlace.parse(c, filter.order()));
    return held.values().stream()
        .filter(h -> matches(h, filter))
        .filter(h -> after.filter(a -> ListPlace.of(h, filter.order()).compareTo(a) <= 0).isEmpty())
        .sorted(Comparator.comparing(h -> ListPlace.of(h, filter.order())))
        .limit(filter.limit())
        .map(h -> summary(h, filter.order()))
        .toList();
  }

  private boolean matches(HeldMessage h, MessageFilter f) {
    MessageSummary s = summary(h);
    return agrees(f.get(Criterion.QUEUE), s.queue())
        && agrees(f.get(Criterion.JUNK), s.junk())
        && f.get(Criterion.PRIORITY)
            .filter(any -> s.priority().filter(any::contains).isEmpty())
            .isEmpty()
        && agrees(f.get(Criterion.NEEDS_REPLY), s.needsReply())
        && agrees(f.get(Criterion.LANGUAGE), s.language())
        && agrees(f.get(Criterion.STATE), Optional.of(s.state()))
        && agrees(f.get(Criterion.DONE), Optional.of(s.done().isPresent()))
        && agrees(f.get(Criterion.MAILBOX), Optional.of(s.mailbox()))
        && f.get(Criterion.TEXT).filter(t -> !h.contains(t)).isEmpty();
  }

  private static <T> boolean agrees(Optional<T> wanted, Optional<T> is) {
    return wanted.isEmpty() || wanted.equals(is);
  }

  @Override
  public Optional<MessageView> find(String actor, MessageId id) {
    answer(actor);
    return byId(id).map(this::view);
  }

  @Override
  public List<MessageId> startingWith(String actor, String hex) {
    answer(actor);
    return held.values().stream()
        .map(HeldMessage::id)
        .filter(id -> id.hex().startsWith(hex))
        .sorted()
        .limit(2)
        .toList();
  }

  @Override
  public Optional<RawMail> raw(String actor, MessageId id) {
    answer(actor);
    return byId(id).map(HeldMessage::raw).map(RawMail::of);
  }

  @Override
  public List<QueueLoad> queues(String actor) {
    answer(actor);
    List<QueueLoad> loads = new ArrayList<>();
    for (Queue q : queues) {
      loads.add(load(q.name(), q.description(), Optional.of(q.sla())));
    }
    loads.add(load(QueueName.REVIEW, "No queue clearly fits", Optional.empty()));
    loads.add(load(QueueName.JUNK, "Spam, phishing, bulk", Optional.empty()));
    return loads;
  }

  private QueueLoad load(QueueName name, String what, Optional<java.time.Duration> sla) {
    List<Instant> times =
        held.values().stream()
            .filter(h -> h.done().isEmpty() && summary(h).queue().equals(Optional.of(name)))
            .map(HeldMessage::receivedAt)
            .toList();
    return new QueueLoad(
        name, what, sla, times.size(), times.stream().min(Comparator.naturalOrder()));
  }

  @Override
  public Optional<Corrected> correct(String actor, MessageId id, Correction correction) {
    answer(actor);
    if (refusing) {
      throw new RefusedException("a clock was set back", new java.sql.SQLException("", "42501"));
    }
    synchronized (correcting) {
      return byId(id)
          .map(h -> {
            Correction c = correction.completed(summary(h), h.said(Correction::queue));
            return says(h, actor, h.unsaid(actor, c));
          });
    }
  }

  private Corrected says(HeldMessage h, String actor, Correction said) {
    if (said.isEmpty()) {
      return new Corrected(view(h), view(h), Optional.empty());
    }
    var word = new HeldMessage.Word(stamp(), actor, now.get(), said);
    List<HeldMessage.Word> words = new ArrayList<>(h.words());
    words.add(word);
    List<MessageView.Event> history = new ArrayList<>(h.history());
    HeldMessage.Word.words(said)
        .forEach(what -> history.add(new MessageView.Event(word.at(), actor, what)));
    return corrected(h, words, history, word.stamp());
  }

  @Override
  public Optional<Corrected> undo(String actor, MessageId id, Stamp correction) {
    answer(actor);
    return byId(id)
        .map(h ->
            h.words().stream()
                .filter(w -> w.stamp().equals(correction) && w.actor().equals(actor))
                .filter(w -> h.stands(w))
                .findFirst()
                .map(w ->
                    corrected(
                        h,
                        h.words().stream().filter(other -> !other.equals(w)).toList(),
                        h.history(),
                        stamp()))
                .orElseGet(() -> new Corrected(view(h), view(h), Optional.empty())));
  }

  private Stamp stamp() {
    return new Stamp(position.incrementAndGet(), 0, region, 0);
  }

  private Corrected corrected(
      HeldMessage h, List<HeldMessage.Word> words, List<MessageView.Event> history, Stamp stamp) {
    HeldMessage since = h.with(words, history);
    put(since);
    return new Corrected(view(h), view(since), Optional.of(stamp));
  }

  @Override
  public Pulse pulse() {
    answer();
    long triaged = held.values().stream().filter(h -> h.decision().isPresent()).count();
    long quarantined = held.values().stream().filter(h -> h.quarantine().isPresent()).count();
    return new Pulse(held.size(), triaged, quarantined, position.get());
  }

  private Optional<HeldMessage> byId(MessageId id) {
    return held.values().stream().filter(h -> h.id().equals(id)).findFirst();
  }

  private MessageView view(HeldMessage h) {
    List<MessageSummary> thread =
        held.values().stream()
            .filter(o -> !o.id().equals(h.id()) && o.topic().equals(h.topic()))
            .filter(o -> !o.topic().isEmpty())
            .sorted(Comparator.comparing(HeldMessage::receivedAt))
            .map(this::summary)
            .toList();
    return new MessageView(
        summary(h),
        h.sender(),
        h.raw().length,
        h.mail(),
        h.decision(),
        h.quarantine(),
        h.said(Correction::queue),
        h.history(),
        thread);
  }

  private MessageSummary summary(HeldMessage h) {
    return summary(h, Order.NEWEST);
  }

  private MessageSummary summary(HeldMessage h, Order order) {
    Optional<Decision> d = h.decision();
    Optional<JunkVerdict> junk = h.said(Correction::junk).or(() -> d.map(Decision::junk));
    Optional<Decision> stands =
        d.filter(m -> junk.equals(Optional.of(m.junk())))
            .filter(m -> h.queue().equals(Optional.of(m.queue())));
    MessageState state =
        h.quarantine().isPresent()
            ? MessageState.QUARANTINED
            : d.isPresent() ? MessageState.TRIAGED : MessageState.ACCEPTED;
    return new MessageSummary(
        h.id(),
        region,
        h.country(),
        h.mailbox(),
        h.receivedAt(),
        h.mail().map(ParsedMail::from).filter(from -> !from.isEmpty()).orElse(h.sender()),
        h.mail().map(ParsedMail::subject).orElse(""),
        junk,
        h.queue(),
        h.queue().filter(QueueName.REVIEW::equals).flatMap(_ -> d.flatMap(Decision::closestQueue)),
        h.priority(),
        d.map(Decision::language),
        h.needsReply(),
        stands.map(Decision::confidence),
        stands.map(Decision::confidenceOf),
        d.map(Decision::model),
        state,
        h.done(),
        d.map(Decision::reasons).orElse(List.of()),
        h.isCorrected(),
        ListPlace.of(h, order).toString());
  }
}

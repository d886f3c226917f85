package dev.postmeridian.desk;

import dev.postmeridian.change.Stamp;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.mail.ParsedMail;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.triage.Decision;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Pressing;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.Queue;
import dev.postmeridian.triage.QueueName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

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

  /** Where a message stands in a list. */
  private record Place(Order order, Pressing pressing, Instant at, MessageId id)
      implements Comparable<Place> {
    static Place parse(String cursor, Order order) {
      String[] parts = cursor.split(",", -1);
      if (parts.length != 4 || !parts[0].equals(order.name())) {
        throw new IllegalArgumentException("not a cursor of this order");
      }
      return new Place(
          order, Pressing.valueOf(parts[1]), Instant.parse(parts[2]), new MessageId(parts[3]));
    }

    @Override
    public int compareTo(Place other) {
      Comparator<Place> oldest = Comparator.comparing(Place::at).thenComparing(Place::id);
      return order == Order.NEWEST
          ? oldest.reversed().compare(this, other)
          : Comparator.comparing(Place::pressing).thenComparing(oldest).compare(this, other);
    }

    @Override
    public String toString() {
      return order + "," + pressing + "," + at + "," + id;
    }
  }

  /** What is known of a message; what a person said is kept apart. */
  @SuppressWarnings("ArrayRecordComponent")
  record Held(
      MessageId id,
      Country country,
      String mailbox,
      String sender,
      Instant receivedAt,
      byte[] raw,
      Optional<ParsedMail> mail,
      Optional<Decision> decision,
      Optional<String> quarantine,
      List<Word> words,
      List<MessageView.Event> history) {}

  /** One thing that a person said. */
  record Word(Stamp stamp, String actor, Instant at, Correction said) {}

  private static final List<Function<Correction, ? extends Optional<?>>> QUESTIONS =
      List.of(
          Correction::junk,
          Correction::queue,
          Correction::priority,
          Correction::needsReply,
          Correction::done);

  private static Optional<Word> last(Held h, Function<Correction, ? extends Optional<?>> question) {
    return h.words().reversed().stream()
        .filter(word -> question.apply(word.said()).isPresent())
        .findFirst();
  }

  private static <T> Optional<T> said(Held h, Function<Correction, Optional<T>> question) {
    return last(h, question).flatMap(word -> question.apply(word.said()));
  }

  private static boolean isJunk(Held h) {
    return said(h, Correction::junk).filter(JunkVerdict::isJunk).isPresent();
  }

  /** Whether a person wants what the model called junk. */
  private static boolean isTakenOut(Held h) {
    return said(h, Correction::junk).filter(JunkVerdict.HAM::equals).isPresent()
        && h.decision().filter(d -> d.junk().isJunk()).isPresent();
  }

  private static Optional<Priority> priority(Held h) {
    return said(h, Correction::priority)
        .or(() -> isJunk(h) ? Optional.of(Priority.LOW) : Optional.empty())
        .or(() -> isTakenOut(h) ? Optional.of(Priority.NORMAL) : Optional.empty())
        .or(() -> h.decision().map(Decision::priority));
  }

  private static Optional<Boolean> needsReply(Held h) {
    return said(h, Correction::needsReply)
        .or(() -> isJunk(h) ? Optional.of(false) : Optional.empty())
        .or(() -> isTakenOut(h) ? Optional.of(true) : Optional.empty())
        .or(() -> h.decision().map(Decision::needsReply));
  }

  private static Optional<QueueName> queue(Held h) {
    if (isJunk(h)) {
      return Optional.of(QueueName.JUNK);
    }
    boolean leaves = said(h, Correction::junk).equals(Optional.of(JunkVerdict.HAM));
    return said(h, Correction::queue)
        .or(() ->
            h.decision()
                .map(Decision::queue)
                .map(q -> leaves && q.equals(QueueName.JUNK) ? QueueName.REVIEW : q))
        .or(() -> h.quarantine().map(_ -> QueueName.REVIEW));
  }

  private final RegionName region;
  private final List<Queue> queues;
  private final Supplier<Instant> now;
  private final ConcurrentSkipListMap<Position, Held> held = new ConcurrentSkipListMap<>();
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
        new Held(
            id, country, mailbox, sender, at, raw, mail, decision, quarantine, List.of(), history));
  }

  private void put(Held h) {
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
    Optional<Place> after = filter.get(Criterion.BEFORE).map(c -> Place.parse(c, filter.order()));
    return held.values().stream()
        .filter(h -> matches(h, filter))
        .filter(h -> after.filter(a -> place(h, filter.order()).compareTo(a) <= 0).isEmpty())
        .sorted(Comparator.comparing(h -> place(h, filter.order())))
        .limit(filter.limit())
        .map(h -> summary(h, filter.order()))
        .toList();
  }

  private static Place place(Held h, Order order) {
    var pressing =
        Pressing.of(priority(h), queue(h), h.quarantine().isPresent(), done(h).isPresent());
    return new Place(order, pressing, h.receivedAt(), h.id());
  }

  private boolean matches(Held h, MessageFilter f) {
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
        && f.get(Criterion.TEXT).filter(t -> !says(h, t)).isEmpty();
  }

  private static <T> boolean agrees(Optional<T> wanted, Optional<T> is) {
    return wanted.isEmpty() || wanted.equals(is);
  }

  private static boolean says(Held h, String text) {
    String all =
        h.mail()
            .map(m -> (m.subject() + "\n" + m.from() + "\n" + m.text()).toLowerCase(Locale.ROOT))
            .orElse("");
    return Stream.of(text.toLowerCase(Locale.ROOT).split("\\s+")).allMatch(all::contains);
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
        .map(Held::id)
        .filter(id -> id.hex().startsWith(hex))
        .sorted()
        .limit(2)
        .toList();
  }

  @Override
  public Optional<RawMail> raw(String actor, MessageId id) {
    answer(actor);
    return byId(id).map(Held::raw).map(RawMail::of);
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
            .filter(h -> done(h).isEmpty() && summary(h).queue().equals(Optional.of(name)))
            .map(Held::receivedAt)
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
            Correction c = correction.completed(summary(h), said(h, Correction::queue));
            return says(h, actor, unsaid(h, actor, c));
          });
    }
  }

  /** What of it does not stand already as this actor's word. */
  private static Correction unsaid(Held h, String actor, Correction c) {
    return new Correction(
        unsaid(h, actor, c, Correction::junk),
        unsaid(h, actor, c, Correction::queue),
        unsaid(h, actor, c, Correction::priority),
        unsaid(h, actor, c, Correction::needsReply),
        unsaid(h, actor, c, Correction::done));
  }

  private static <T> Optional<T> unsaid(
      Held h, String actor, Correction c, Function<Correction, Optional<T>> question) {
    Optional<Word> last = last(h, question);
    boolean stands =
        last.filter(
                w -> w.actor().equals(actor) && question.apply(w.said()).equals(question.apply(c)))
            .isPresent();
    return stands ? Optional.empty() : question.apply(c);
  }

  private Corrected says(Held h, String actor, Correction said) {
    if (said.isEmpty()) {
      return new Corrected(view(h), view(h), Optional.empty());
    }
    var word = new Word(stamp(), actor, now.get(), said);
    List<Word> words = new ArrayList<>(h.words());
    words.add(word);
    List<MessageView.Event> history = new ArrayList<>(h.history());
    words(said).forEach(what -> history.add(new MessageView.Event(word.at(), actor, what)));
    return corrected(h, words, history, word.stamp());
  }

  @Override
  public Optional<Corrected> undo(String actor, MessageId id, Stamp correction) {
    answer(actor);
    return byId(id)
        .map(h ->
            h.words().stream()
                .filter(w -> w.stamp().equals(correction) && w.actor().equals(actor))
                .filter(w -> stands(h, w))
                .findFirst()
                .map(w ->
                    corrected(
                        h,
                        h.words().stream().filter(other -> !other.equals(w)).toList(),
                        h.history(),
                        stamp()))
                .orElseGet(() -> new Corrected(view(h), view(h), Optional.empty())));
  }

  private static boolean stands(Held h, Word word) {
    return QUESTIONS.stream()
        .filter(question -> question.apply(word.said()).isPresent())
        .allMatch(question -> last(h, question).equals(Optional.of(word)));
  }

  private Stamp stamp() {
    return new Stamp(position.incrementAndGet(), 0, region, 0);
  }

  private Corrected corrected(
      Held h, List<Word> words, List<MessageView.Event> history, Stamp stamp) {
    var since =
        new Held(
            h.id(),
            h.country(),
            h.mailbox(),
            h.sender(),
            h.receivedAt(),
            h.raw(),
            h.mail(),
            h.decision(),
            h.quarantine(),
            words,
            history);
    put(since);
    return new Corrected(view(h), view(since), Optional.of(stamp));
  }

  private static Stream<String> words(Correction c) {
    return Stream.of(
            c.junk().map(v -> "set junk verdict to " + v.word()),
            c.queue().map(v -> "set queue to " + v),
            c.priority().map(v -> "set priority to " + v.word()),
            c.needsReply()
                .map(v -> v ? "said that it needs a reply" : "said that it needs no reply"),
            c.done().map(v -> "set done to " + v))
        .flatMap(Optional::stream);
  }

  @Override
  public Pulse pulse() {
    answer();
    long triaged = held.values().stream().filter(h -> h.decision().isPresent()).count();
    long quarantined = held.values().stream().filter(h -> h.quarantine().isPresent()).count();
    return new Pulse(held.size(), triaged, quarantined, position.get());
  }

  private Optional<Held> byId(MessageId id) {
    return held.values().stream().filter(h -> h.id().equals(id)).findFirst();
  }

  private MessageView view(Held h) {
    List<MessageSummary> thread =
        held.values().stream()
            .filter(o -> !o.id().equals(h.id()) && topic(o).equals(topic(h)))
            .filter(o -> !topic(o).isEmpty())
            .sorted(Comparator.comparing(Held::receivedAt))
            .map(this::summary)
            .toList();
    return new MessageView(
        summary(h),
        h.sender(),
        h.raw().length,
        h.mail(),
        h.decision(),
        h.quarantine(),
        said(h, Correction::queue),
        h.history(),
        thread);
  }

  private static String topic(Held h) {
    return h.mail().map(m -> m.subject().replaceFirst("(?i)^(re|aw): ?", "")).orElse("");
  }

  private MessageSummary summary(Held h) {
    return summary(h, Order.NEWEST);
  }

  private MessageSummary summary(Held h, Order order) {
    Optional<Decision> d = h.decision();
    Optional<JunkVerdict> junk = said(h, Correction::junk).or(() -> d.map(Decision::junk));
    Optional<Decision> stands =
        d.filter(m -> junk.equals(Optional.of(m.junk())))
            .filter(m -> queue(h).equals(Optional.of(m.queue())));
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
        queue(h),
        queue(h).filter(QueueName.REVIEW::equals).flatMap(_ -> d.flatMap(Decision::closestQueue)),
        priority(h),
        d.map(Decision::language),
        needsReply(h),
        stands.map(Decision::confidence),
        stands.map(Decision::confidenceOf),
        d.map(Decision::model),
        state,
        done(h),
        d.map(Decision::reasons).orElse(List.of()),
        QUESTIONS.subList(0, 4).stream().anyMatch(question -> last(h, question).isPresent()),
        place(h, order).toString());
  }

  private static Optional<Done> done(Held h) {
    return last(h, Correction::done)
        .filter(word -> word.said().done().orElseThrow())
        .map(word -> new Done(word.actor(), word.at()));
  }
}

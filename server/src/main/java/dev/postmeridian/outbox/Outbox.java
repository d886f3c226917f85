package dev.postmeridian.outbox;

import dev.postmeridian.effect.Effect;
import dev.postmeridian.effect.EffectClaim;
import dev.postmeridian.effect.EffectListener;
import dev.postmeridian.effect.EffectName;
import dev.postmeridian.effect.EffectQueue;
import dev.postmeridian.effect.EffectResult;
import dev.postmeridian.triage.QueueName;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers a region's effects, at least once. One thread claims, extends and ends leases, each
 * delivery has a thread of its own; what a node that died was at is claimed by another once its
 * lease is over.
 */
public final class Outbox implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Outbox.class);
  private static final int EXTENSIONS = 3;

  /** One effect of the file, and how it is with its target. */
  private record Line(Effect effect, Sender sender, Gate gate) {}

  private record Done(EffectClaim claim, Answer answer) {}

  private final String node;
  private final EffectQueue queue;
  private final OutboxLimits limits;
  private final Pauses pauses;
  private final EffectListener listener;
  private final InstantSource clock;
  private final Map<EffectName, Line> lines = new LinkedHashMap<>();
  private final Set<EffectClaim> underWay = new HashSet<>();
  private final LinkedBlockingQueue<Optional<Done>> done = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closing;
  private volatile @Nullable String failure;
  private long extendedAt;

  /**
   * @param node unique to this start of a process
   */
  Outbox(
      String node,
      EffectQueue queue,
      Map<Effect, Sender> senders,
      OutboxLimits limits,
      Pauses pauses,
      EffectListener listener,
      InstantSource clock) {
    this.node = node;
    this.queue = queue;
    this.limits = limits;
    this.pauses = pauses;
    this.listener = listener;
    this.clock = clock;
    senders.forEach((effect, sender) ->
        lines.put(
            effect.name(), new Line(effect, sender, new Gate(effect.limits().concurrency()))));
    this.thread = Thread.ofPlatform().name("outbox").daemon().unstarted(this::run);
  }

  /** Begins to deliver. */
  public Outbox start() {
    thread.start();
    return this;
  }

  /** What keeps it from working as it should, in words without content; empty if nothing does. */
  public Optional<String> trouble() {
    String why = failure;
    if (why != null) {
      return Optional.of("the outbox fails with " + why + " and goes on");
    }
    return thread.isAlive() || closing
        ? Optional.empty()
        : Optional.of("the outbox has stopped: restart the node");
  }

  /** Lets what is under way end within its time; the rest is claimed by whoever comes next. */
  @Override
  public void close() {
    closing = true;
    done.add(Optional.empty());
    try {
      thread.join(limits.drain().plusSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closing) {
        round(limits.poll());
      }
      long end = System.nanoTime() + limits.drain().toNanos();
      while (!underWay.isEmpty() && System.nanoTime() - end < 0) {
        round(Duration.ofMillis(50));
      }
      queue.finish(
          node, underWay.stream().map(c -> result(c, new EffectResult.Released())).toList());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.warn("the outbox stopped with {}", e.getClass().getName());
    }
  }

  // Even an Error must not end the work without a word; its message may quote mail.
  @SuppressWarnings("CatchingUnchecked")
  private void round(Duration patience) throws InterruptedException {
    List<Done> ended = ended(patience);
    try {
      finish(ended);
      extend();
      if (!closing) {
        claim();
      }
      failure = null;
    } catch (RuntimeException | Error e) {
      failure = e.getClass().getName();
      log.warn("the outbox failed and goes on: {}", failure);
      TimeUnit.MILLISECONDS.sleep(limits.poll().toMillis());
    }
  }

  private List<Done> ended(Duration patience) throws InterruptedException {
    var ended = new ArrayList<Done>();
    Optional<Done> next = done.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    while (next != null) {
      next.ifPresent(ended::add);
      next = done.poll();
    }
    return ended;
  }

  /** What can't be written down is delivered again, with the same key, once its lease is over. */
  private void finish(List<Done> ended) {
    var results = new ArrayList<EffectResult>();
    for (Done one : ended) {
      underWay.remove(one.claim());
      Line line = lines.get(one.claim().key().effect());
      if (line != null) {
        line.gate().end(one.answer(), System.nanoTime());
        results.add(result(one.claim(), outcome(line.effect(), one)));
      }
    }
    queue.finish(node, results);
    results.forEach(this::tell);
  }

  private EffectResult.Outcome outcome(Effect effect, Done one) {
    return switch (one.answer()) {
      case Answer.Taken _ -> new EffectResult.Delivered();
      case Answer.Nothing _ -> new EffectResult.Moot();
      case Answer.Never(String why) -> new EffectResult.Dead(why);
      case Answer.NotNow no ->
          pauses.after(
              no, one.claim(), effect.limits(), clock.instant(), RandomGenerator.getDefault());
    };
  }

  private void tell(EffectResult result) {
    EffectName effect = result.claim().key().effect();
    switch (result.outcome()) {
      case EffectResult.Delivered _ ->
          listener.delivered(effect, Duration.between(result.claim().decidedAt(), clock.instant()));
      case EffectResult.Retried _ -> listener.failed(effect);
      case EffectResult.Dead dead -> {
        listener.died(effect);
        log.warn("gave up {}: {}", result.claim().key(), dead.error());
      }
      case EffectResult.Released _, EffectResult.Moot _ -> {}
    }
  }

  private void extend() {
    long now = System.nanoTime();
    if (now - extendedAt >= limits.lease().toNanos() / EXTENSIONS) {
      queue.extend(node, underWay, limits.lease());
      extendedAt = now;
    }
  }

  private void claim() {
    var room = new HashMap<EffectName, Integer>();
    lines.forEach((name, line) -> {
      int free = line.gate().room(System.nanoTime());
      if (free > 0) {
        room.put(name, free);
      }
    });
    queue.claim(node, room, limits.lease()).forEach(this::begin);
  }

  private void begin(EffectClaim claim) {
    Line line = lines.get(claim.key().effect());
    if (line == null) {
      return;
    }
    line.gate().begin();
    underWay.add(claim);
    if (isOver(line.effect(), claim)) {
      done.add(Optional.of(new Done(claim, new Answer.Nothing())));
      return;
    }
    Thread.ofVirtual()
        .name("effect-" + line.effect().name())
        .start(() -> done.add(Optional.of(new Done(claim, answer(line.sender(), claim)))));
  }

  /** Whether a mail that was to be forwarded has left the queues whose mail is. */
  private static boolean isOver(Effect effect, EffectClaim claim) {
    Optional<QueueName> queue = claim.message().queue();
    boolean isFor =
        effect.queues().isEmpty()
            ? queue.filter(q -> !q.equals(QueueName.JUNK)).isPresent()
            : queue.filter(effect.queues()::contains).isPresent();
    return effect.target().isOnce() && !isFor;
  }

  // Whatever a mail makes the sender throw, even an Error, is an attempt that failed.
  @SuppressWarnings("CatchingUnchecked")
  private static Answer answer(Sender sender, EffectClaim claim) {
    try {
      return sender.send(claim);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.refused("the node stopped");
    } catch (RuntimeException | Error e) {
      return Answer.refused("the attempt failed with " + e.getClass().getSimpleName());
    }
  }

  private static EffectResult result(EffectClaim claim, EffectResult.Outcome outcome) {
    return new EffectResult(claim, outcome);
  }
}

package dev.postmeridian.handover;

import dev.postmeridian.handover.HandoverJournal.Progress;
import dev.postmeridian.residency.Jurisdiction;
import dev.postmeridian.residency.Mailboxes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does in this region what a change of the deployment's file asks for: mail of mailboxes that live
 * under another country's law gets its label, and what this region may not have any more goes, once
 * a lawful region holds it. Killed at any moment it goes on when the node is back; done again it
 * finds nothing to do.
 */
public final class Handover implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Handover.class);
  private static final Duration LOOK = Duration.ofSeconds(2);
  private final Jurisdiction law;
  private final Mailboxes mailboxes;
  private final HandoverStore store;
  private final HandoverJournal journal;
  private final HandoverTransport transport;
  private final HandoverInbox own;
  private final Runnable onEnd;
  private volatile Optional<HandoverRun> current = Optional.empty();
  private Optional<Thread> running = Optional.empty();
  private final CountDownLatch closing = new CountDownLatch(1);

  /**
   * How it is.
   *
   * @param examined messages that this node has looked at
   * @param of how many there are, about
   */
  public record State(Progress progress, long examined, long of) {}

  /**
   * @param own what this region holds itself
   * @param onEnd called when there may be less here than before
   */
  public Handover(
      Jurisdiction law,
      Mailboxes mailboxes,
      HandoverStore store,
      HandoverJournal journal,
      HandoverTransport transport,
      HandoverInbox own,
      Runnable onEnd) {
    this.law = law;
    this.mailboxes = mailboxes;
    this.store = store;
    this.journal = journal;
    this.transport = transport;
    this.own = own;
    this.onEnd = onEnd;
  }

  /** How far the last one has come, at whatever node; empty if there never was one. */
  public Optional<State> state() {
    return journal
        .progress()
        .map(progress ->
            new State(
                progress,
                current.map(HandoverRun::examined).orElse(0L),
                current.map(HandoverRun::size).orElse(0L)));
  }

  /** Goes on with what did not end, once the node that was at it is surely gone. */
  public Handover resume() {
    if (journal.progress().filter(Progress::isUnended).isPresent()) {
      Thread.ofVirtual().name("handover-resume").start(this::goOn);
    }
    return this;
  }

  private void goOn() {
    try {
      Optional<Progress> last = journal.progress();
      while (last.filter(Progress::isUnended).isPresent()
          && !closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        last.filter(p -> !p.running()).ifPresent(p -> start(p.actor()));
        last = journal.progress();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (HandoverJournal.UnavailableException e) {
      log.warn(
          "the database does not answer: what an earlier node began is gone on with when this node"
              + " starts again, or by ./postmeridian residency apply");
    }
  }

  /** Begins, or goes on; does nothing if some node is at it. */
  public synchronized void start(String actor) {
    boolean runs = running.filter(Thread::isAlive).isPresent();
    if (isClosed() || runs || journal.progress().filter(Progress::running).isPresent()) {
      return;
    }
    journal.begin(actor);
    var run =
        new HandoverRun(
            actor,
            law,
            mailboxes,
            store,
            journal,
            new Holders(law, transport, own),
            this::isClosed);
    current = Optional.of(run);
    running = Optional.of(Thread.ofVirtual().name("handover").start(() -> run(run)));
  }

  private void run(HandoverRun run) {
    try {
      run.run();
      if (isClosed()) {
        return; // it goes on when this node is back
      }
      journal.end(run.kept(), run.obstacle());
      onEnd.run();
      log.info("the change of law is applied; {} messages stay for now", run.kept());
    } catch (RuntimeException e) {
      log.error("applying the change of law stopped", e);
      stopped(e);
    }
  }

  private void stopped(RuntimeException why) {
    try {
      journal.end(
          0, "it failed here (" + why.getClass().getSimpleName() + "): run the command again");
    } catch (HandoverJournal.UnavailableException _) {
      log.warn("that could not be noted: it goes on when the node starts again");
    }
  }

  private boolean isClosed() {
    return closing.getCount() == 0;
  }

  @Override
  public synchronized void close() {
    closing.countDown();
    running.ifPresent(thread -> {
      try {
        thread.join(Duration.ofSeconds(10));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }
}

package dev.postmeridian.sealing;

import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.FeedItem.Clear;
import dev.postmeridian.sealing.Opening.Opened;
import dev.postmeridian.sealing.Opening.Reason;
import dev.postmeridian.sealing.Opening.Refused;
import dev.postmeridian.sealing.RestorationStore.Progress;
import dev.postmeridian.sealing.SealedCopies.Tombstone;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rebuilds a region that lost its database from the sealed copies that others hold, and sees that
 * all is here that other lawful regions have in clear, which comes with their feeds. Erasures come
 * first, so that nothing erased is shown on the way. It can end at any moment and goes on where it
 * was.
 */
public final class Restoration implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Restoration.class);
  private static final Duration LOOK = Duration.ofMillis(250);

  /** Whoever has just been started may not be reached at once, nor reach others. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final Set<RegionName> holders;
  private final SealingPeer peers;
  private final Opener opener;
  private final RestorationStore store;
  private final ClearCopies clear;
  private volatile Optional<Thread> running = Optional.empty();
  private volatile boolean closed;
  private volatile String obstacle = "";
  private long heardAt;

  /** A holder's copy that can't be taken now; the words say what to do. */
  private static final class StoppedException extends RuntimeException {
    StoppedException(String message) {
      super(message);
    }
  }

  /**
   * How it is.
   *
   * @param obstacle why it stopped and what to do; empty if it did not
   * @param compared whether what each region has in clear was compared and fetched
   * @param done whether all of it is here
   */
  public record State(
      boolean running,
      Optional<String> obstacle,
      List<Progress> holders,
      Map<RegionName, Boolean> compared,
      boolean done) {}

  /**
   * @param holders the regions that may hold copies for this one
   */
  public Restoration(
      Set<RegionName> holders,
      SealingPeer peers,
      Opener opener,
      RestorationStore store,
      ClearCopies clear) {
    this.holders = Set.copyOf(holders);
    this.peers = peers;
    this.opener = opener;
    this.store = store;
    this.clear = clear;
  }

  /** Whether anybody may have anything for this region. */
  public boolean isPossible() {
    return !holders.isEmpty() || !clear.peers().isEmpty();
  }

  /** How far it has come, at whatever node it runs. */
  public State state() {
    var progress = store.progress();
    var compared = new TreeMap<RegionName, Boolean>();
    clear.peers().forEach(peer -> compared.put(peer, clear.isCompared(peer)));
    boolean running = isRunning();
    return new State(
        running,
        Optional.of(obstacle).filter(why -> !why.isEmpty()),
        progress,
        compared,
        !running && isOpened(progress) && !compared.containsValue(false));
  }

  private boolean isRunning() {
    return running.filter(Thread::isAlive).isPresent();
  }

  /** Whether every holder's copies are here. */
  private boolean isOpened(List<Progress> progress) {
    return holders.stream()
        .allMatch(holder -> progress.stream().anyMatch(p -> p.holder().equals(holder) && p.done()));
  }

  /** Begins or goes on; does nothing if it runs here. */
  public synchronized void start(String actor) {
    if (closed || isRunning()) {
      return;
    }
    obstacle = "";
    clear.peers().forEach(clear::compareAgain);
    store.begin(actor, holders.stream().sorted().toList());
    running = Optional.of(Thread.ofVirtual().name("restoration").start(() -> run(actor)));
  }

  private void run(String actor) {
    try {
      heardAt = System.nanoTime();
      while (!isTaken()) {
        Thread.sleep(LOOK);
      }
      if (isOpened(store.progress())) {
        store.end(actor);
        log.info("the region is restored");
      }
    } catch (IOException e) {
      log.warn("a region failed to answer: {}", e.getClass().getName());
      stopped("a region that has copies does not answer: run the command again when it does");
    } catch (StoppedException e) {
      stopped(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      log.error("restoring stopped", e);
      stopped("it failed here (" + e.getClass().getSimpleName() + "): run the command again");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Takes what is left; whether it came to its end: a peer that fails is asked again for a while.
   */
  private boolean isTaken() throws IOException, InterruptedException {
    try {
      for (Progress begun : store.progress()) {
        if (!begun.done() && holders.contains(begun.holder())) {
          restore(begun);
        }
      }
      for (RegionName peer : clear.peers()) {
        untilCompared(peer);
      }
      return true;
    } catch (IOException e) {
      if (closed || System.nanoTime() - heardAt > PATIENCE.toNanos()) {
        throw e;
      }
      return false;
    }
  }

  /** The feeds do the work, at whatever node; this only sees that the peer lives meanwhile. */
  private void untilCompared(RegionName peer) throws IOException, InterruptedException {
    while (!clear.isCompared(peer)) {
      if (closed) {
        throw new StoppedException("the node stops: run the command again when it is back");
      }
      peers.key(peer);
      heardAt = System.nanoTime();
      Thread.sleep(LOOK);
    }
  }

  private void stopped(String why) {
    obstacle = why;
    log.warn("restoring stopped: {}", why);
  }

  private void restore(Progress begun) throws IOException {
    Progress now = begun;
    if (now.after().isEmpty()) {
      erase(now);
    }
    List<SealedCopy> page = peers.copies(now.holder(), now.after());
    while (!page.isEmpty()) {
      if (closed) {
        throw new StoppedException("the node stops: run the command again when it is back");
      }
      heardAt = System.nanoTime();
      now = take(now, page);
      page = peers.copies(now.holder(), now.after());
    }
    var done =
        new Progress(now.holder(), now.after(), now.copies(), now.bytes(), now.damaged(), true);
    store.take(List.of(), done);
  }

  private void erase(Progress now) throws IOException {
    Optional<MessageId> after = Optional.empty();
    List<Tombstone> page = peers.tombstones(now.holder(), after);
    while (!page.isEmpty() && !closed) {
      store.erase(page, now);
      after = Optional.of(page.getLast().message());
      page = peers.tombstones(now.holder(), after);
    }
  }

  private Progress take(Progress now, List<SealedCopy> page) {
    var records = new ArrayList<Clear>();
    long bytes = 0;
    long damaged = 0;
    for (SealedCopy copy : page) {
      switch (opener.open(copy.bytes())) {
        case Opened opened -> {
          records.add(record(opened));
          bytes += opened.clear().length;
        }
        case Refused(Reason reason, _) when reason == Reason.KEY_MISSING ->
            throw new StoppedException(
                "copies at %s open to the key %s, which is not here: import it with ./postmeridian keys import, then run the command again"
                    .formatted(now.holder(), copy.key()));
        case Refused _ -> damaged++;
      }
    }
    var next =
        new Progress(
            now.holder(),
            Optional.of(page.getLast().place()),
            now.copies() + records.size(),
            now.bytes() + bytes,
            now.damaged() + damaged,
            false);
    store.take(records, next);
    return next;
  }

  private static Clear record(Opened opened) {
    try {
      return RecordForm.read(opened.label(), opened.clear());
    } catch (IOException | IllegalArgumentException e) {
      throw new StoppedException(
          "a copy was sealed by a later version: run the command with that version");
    }
  }

  @Override
  public void close() {
    closed = true;
    running.ifPresent(thread -> {
      try {
        thread.join(Duration.ofSeconds(10));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }
}

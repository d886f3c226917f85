package dev.postmeridian.feed;

import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.Admission;
import dev.postmeridian.replication.FeedCursor;
import dev.postmeridian.replication.FeedDuties;
import dev.postmeridian.replication.FeedInbox;
import dev.postmeridian.replication.FeedListener;
import dev.postmeridian.replication.FeedName;
import dev.postmeridian.replication.FeedReceiver;
import dev.postmeridian.replication.Sharing;
import dev.postmeridian.residency.Residency;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes from every peer what this region may have, class by class, while its node leads; from a
 * peer that lives also what a lost one told only it.
 */
public final class Replication implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Replication.class);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  /** A node that begins leads within a moment, or not for long. */
  private static final Duration LED_SOON = Duration.ofMillis(100);

  private final RegionName here;
  private final String node;
  private final Residency residency;
  private final FeedInbox inbox;
  private final FeedDuties duties;
  private final FeedTransport transport;
  private final Supplier<Set<RegionName>> lost;
  private final FeedPace pace;
  private final FeedListener listener;
  private final List<PeerFeeds> peers = new ArrayList<>();
  private final List<Puller> pullers = new ArrayList<>();
  private final List<Standby> standbys = new ArrayList<>();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("feed-", 0).daemon().factory());
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile boolean leading;
  private volatile boolean closed;
  private volatile String failure = "";

  /**
   * @param node unique to a process's start
   * @param lost the regions that are down
   */
  public Replication(
      RegionName here,
      String node,
      Residency residency,
      FeedInbox inbox,
      FeedDuties duties,
      FeedTransport transport,
      Supplier<Set<RegionName>> lost,
      FeedPace pace,
      FeedListener listener) {
    this.here = here;
    this.node = node;
    this.residency = residency;
    this.inbox = inbox;
    this.duties = duties;
    this.transport = transport;
    this.lost = lost;
    this.pace = pace;
    this.listener = listener;
  }

  /** Begins to pull. */
  public Replication start() {
    for (RegionName peer : residency.regions()) {
      Sharing sharing = Sharing.of(residency, peer, here);
      if (!peer.equals(here) && !sharing.isEmpty()) {
        begin(peer, sharing);
      }
    }
    threads.execute(this::lead);
    threads.execute(this::tend);
    return this;
  }

  private void begin(RegionName peer, Sharing sharing) {
    var receiver =
        new FeedReceiver(
            new RemoteFeed(peer, transport),
            inbox,
            new Admission(here, residency, InstantSource.system()),
            sharing,
            InstantSource.system());
    var turns = new Turns();
    var own = new ArrayList<Puller>();
    for (FeedName feed : FeedReceiver.feedsOf(peer)) {
      var puller = puller(feed, receiver, turns, this::goesOn);
      threads.execute(() -> whileLeading(puller));
      own.add(puller);
    }
    for (RegionName origin : residency.regions()) {
      if (!origin.equals(here)
          && !origin.equals(peer)
          && !Sharing.of(residency, origin, here).clear().isEmpty()) {
        for (ReplicationClass c : ReplicationClass.values()) {
          BooleanSupplier isLost = () -> goesOn() && lost.get().contains(origin);
          var puller = puller(new FeedName(peer, origin, c), receiver, turns, isLost);
          standbys.add(new Standby(puller, isLost, threads));
        }
      }
    }
    peers.add(new PeerFeeds(here, peer, sharing, receiver, duties, pace, own, this::goesOn));
  }

  private Puller puller(FeedName feed, FeedReceiver receiver, Turns turns, BooleanSupplier goOn) {
    var puller = new Puller(feed, receiver, turns, pace, listener, goOn, threads);
    pullers.add(puller);
    return puller;
  }

  private boolean goesOn() {
    return leading && !closed;
  }

  private void whileLeading(Puller puller) {
    try {
      while (!closing.await(leading ? 0 : LED_SOON.toMillis(), TimeUnit.MILLISECONDS)) {
        puller.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The lease is renewed while the rest takes its time. */
  private void lead() {
    repeat(pace.lease().dividedBy(3), () -> leading = duties.leads(node, pace.lease()));
  }

  private void tend() {
    repeat(
        pace.beat(),
        () -> {
          if (goesOn()) {
            inbox.takeOver(List.copyOf(lost.get()));
            standbys.forEach(Standby::tend);
            peers.forEach(PeerFeeds::tend);
          }
          failure = "";
        });
  }

  private void repeat(Duration every, Runnable round) {
    try {
      do {
        once(round);
      } while (!closing.await(every.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void once(Runnable round) {
    try {
      round.run();
    } catch (RuntimeException e) {
      failure = e.getClass().getName();
      log.warn("looking after the feeds failed and is tried again: {}", failure);
    }
  }

  /** How far this node has got with each feed, by the feed's name: what is surely stored. */
  public Map<String, String> positions() {
    var positions = new TreeMap<String, String>();
    for (Puller puller : pullers) {
      puller.position().ifPresent(at -> positions.put(name(puller.feed()), words(at)));
    }
    return positions;
  }

  private static String name(FeedName feed) {
    String kind = feed.replicationClass().name().toLowerCase(Locale.ROOT);
    String origin = feed.origin() + "/" + kind;
    return feed.isPassedOn() ? origin + " by " + feed.source() : origin;
  }

  private static String words(FeedCursor at) {
    return "%s %d/%d".formatted(at.incarnation(), at.position().tx(), at.position().id());
  }

  /** What is wrong with it, in words without content; empty if nothing is. */
  public Optional<String> trouble() {
    return failure.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "looking after the feeds of other regions fails (%s) and is tried again"
                .formatted(failure));
  }

  /** Stops; what is being stored is stored. */
  @Override
  public void close() {
    closed = true;
    closing.countDown();
    threads.shutdown();
    pullers.forEach(Puller::stopAsking);
    try {
      if (!threads.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
      duties.resign(node);
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.debug("another node pulls once the lease ends: {}", e.getClass().getName());
    }
  }
}

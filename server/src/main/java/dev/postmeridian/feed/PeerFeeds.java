package dev.postmeridian.feed;

import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.Cause;
import dev.postmeridian.replication.FeedDuties;
import dev.postmeridian.replication.FeedName;
import dev.postmeridian.replication.FeedReceiver;
import dev.postmeridian.replication.Sharing;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be done with one peer beside its feeds: keys, quarantine, comparing. */
final class PeerFeeds {
  private static final Logger log = LoggerFactory.getLogger(PeerFeeds.class);
  private static final List<Cause> BY_TIME =
      Arrays.stream(Cause.values()).filter(Cause::clearsByItself).toList();
  private static final Duration KEYS = Duration.ofMinutes(10);

  /** Other nodes, and a log that was set back, say in the database that logs are to be compared. */
  private static final Duration LOOK = Duration.ofSeconds(30);

  private final RegionName here;
  private final RegionName peer;
  private final Sharing sharing;
  private final FeedReceiver receiver;
  private final FeedDuties duties;
  private final FeedPace pace;
  private final List<Puller> pullers;
  private final BooleanSupplier goOn;
  private boolean shared;
  private boolean begun;
  private boolean lacksNames;
  private long keysAt = System.nanoTime() - KEYS.toNanos();
  private long retriedAt;
  private long asked;
  private long lookedAt = System.nanoTime() - LOOK.toNanos();

  /**
   * @param pullers of the peer's own feeds
   */
  PeerFeeds(
      RegionName here,
      RegionName peer,
      Sharing sharing,
      FeedReceiver receiver,
      FeedDuties duties,
      FeedPace pace,
      List<Puller> pullers,
      BooleanSupplier goOn) {
    this.here = here;
    this.peer = peer;
    this.sharing = sharing;
    this.receiver = receiver;
    this.duties = duties;
    this.pace = pace;
    this.pullers = List.copyOf(pullers);
    this.goOn = goOn;
  }

  /** Does what is due; a peer that does not answer is asked the next time. */
  void tend() {
    try {
      share();
      agree();
      retry();
      compare();
    } catch (RemoteFeed.UnreachableException e) {
      log.debug("{} does not answer now", peer);
    }
  }

  private void share() {
    if (!shared) {
      duties.shares(peer, sharing);
      shared = true;
    }
  }

  private void agree() {
    if (isOver(keysAt, KEYS)) {
      receiver.agreeOnIdKeys(here, peer);
      keysAt = System.nanoTime();
    }
  }

  /** What only another program or another file clears is tried once, when this one begins. */
  private void retry() {
    if (begun && !isOver(retriedAt, pace.retry())) {
      return;
    }
    List<Cause> causes = begun ? BY_TIME : List.of(Cause.values());
    lacksNames |= !begun && receiver.lacksNames(peer);
    for (FeedName feed : FeedReceiver.feedsOf(peer)) {
      receiver.retry(feed, causes, goOn);
    }
    begun = true;
    retriedAt = System.nanoTime();
  }

  private void compare() {
    long askedNow = duties.comparesAsked();
    boolean isTime = askedNow != asked || isOver(lookedAt, LOOK);
    if (!isTime || !pullers.stream().allMatch(Puller::isDrained)) {
      return;
    }
    boolean isDue =
        duties
            .compared(peer)
            .map(at -> at.plus(pace.compare()).isBefore(Instant.now()))
            .orElse(true);
    if (isDue || lacksNames) {
      long missing = receiver.compare(new FeedName(peer, peer, ReplicationClass.NORMAL), goOn);
      if (goOn.getAsBoolean()) {
        duties.compared(peer, Instant.now());
        lacksNames = false;
        log.info("compared the log with that of {}: {} changes were missing here", peer, missing);
      }
    }
    asked = askedNow;
    lookedAt = System.nanoTime();
  }

  private static boolean isOver(long since, Duration time) {
    return System.nanoTime() - since >= time.toNanos();
  }
}

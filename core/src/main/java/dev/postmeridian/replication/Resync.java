package dev.postmeridian.replication;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Compares a region's log with a peer's by digests of ranges of time, and fetches what is missing.
 * Whoever lacks something fetches it: each side looks for itself. Nothing is taken back by it, for
 * what is erased says so for ever.
 */
public final class Resync {
  private static final int PARTS = 64;
  private static final int LEAF = 1_000;
  private static final long MARGIN_MILLIS = 3_600_000;
  private final FeedName feed;
  private final FeedSource source;
  private final FeedInbox inbox;
  private final Admission admission;
  private final Extent extent;
  private final InstantSource clock;

  /**
   * @param feed what is fetched counts as of this
   * @param extent what both regions may have
   */
  public Resync(
      FeedName feed,
      FeedSource source,
      FeedInbox inbox,
      Admission admission,
      Extent extent,
      InstantSource clock) {
    this.feed = feed;
    this.source = source;
    this.inbox = inbox;
    this.admission = admission;
    this.extent = extent;
    this.clock = clock;
  }

  /**
   * Fetches all that is missing here.
   *
   * @param goOn asked between steps
   * @return how many changes were asked for
   */
  public long run(BooleanSupplier goOn) {
    Deque<List<StampRange>> waiting = new ArrayDeque<>();
    waiting.add(StampRange.until(clock.millis() + MARGIN_MILLIS));
    long missing = 0;
    while (!waiting.isEmpty() && goOn.getAsBoolean()) {
      List<StampRange> ranges = waiting.pop();
      List<RangeDigest> theirs = source.digests(ranges, extent);
      List<RangeDigest> mine = inbox.digests(ranges, extent);
      for (int i = 0; i < ranges.size(); i++) {
        RangeDigest their = theirs.get(i);
        if (their.changes() == 0 || their.equals(mine.get(i))) {
          continue;
        }
        if (their.changes() <= LEAF || ranges.get(i).isOneMillisecond()) {
          missing += fetch(ranges.get(i), (int) Math.min(their.changes() + LEAF, 1 << 20), goOn);
        } else {
          waiting.push(ranges.get(i).split(PARTS));
        }
      }
    }
    return missing;
  }

  private long fetch(StampRange range, int most, BooleanSupplier goOn) {
    List<RecordKey> theirs = source.keys(range, extent, most);
    Set<RecordKey> mine = new HashSet<>(inbox.keys(range, extent, Integer.MAX_VALUE));
    List<RecordKey> missing = theirs.stream().filter(key -> !mine.contains(key)).toList();
    fetch(feed, missing, source, inbox, admission, goOn);
    return missing.size();
  }

  /** Fetches changes by their names, and stores those that are admitted. */
  static void fetch(
      FeedName feed,
      List<RecordKey> keys,
      FeedSource source,
      FeedInbox inbox,
      Admission admission,
      BooleanSupplier goOn) {
    List<RecordKey> left = new ArrayList<>(keys);
    while (!left.isEmpty() && goOn.getAsBoolean()) {
      FeedSource.Fetched fetched = source.fetch(left);
      int handled = Math.clamp(fetched.handled(), 0, left.size());
      if (handled == 0) {
        return;
      }
      inbox.settle(feed, left.subList(0, handled), admission.admit(fetched.items()));
      left = left.subList(handled, left.size());
    }
  }
}

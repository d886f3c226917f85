package dev.postmeridian.replication;

import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.change.Stamp;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A region's log as a peer may read it. */
public interface FeedSource {
  /**
   * Asks for what comes next in a feed; waits for it if there is nothing.
   *
   * @param after all that is stored; empty at first
   * @param stored how far everything is flushed at the asker, who may ask ahead of that
   * @param newest the newest change that the asker has of this origin and class, when it has just
   *     begun to ask: a source that does not know its own was set back; a feed of a lost region
   *     that has no cursor yet begins there
   * @param diverted how many changes of this feed stand in the asker's quarantine
   * @param patience how long to wait
   */
  record Pull(
      RegionName origin,
      ReplicationClass replicationClass,
      Optional<FeedCursor> after,
      Optional<FeedCursor> stored,
      Optional<Stamp> newest,
      long diverted,
      Duration patience) {}

  /** What a feed answers. */
  sealed interface Answer {}

  /**
   * What comes next.
   *
   * @param next where to go on
   * @param more whether there is more to be had at once
   */
  record Batch(List<FeedItem> items, FeedCursor next, boolean more) implements Answer {
    public Batch {
      items = List.copyOf(items);
    }
  }

  /**
   * The cursor is of another incarnation of the log: compare first, then go on from its end.
   *
   * @param head the end of the log when this was said
   */
  record Reset(FeedCursor head) implements Answer {}

  /**
   * Records that were asked for by name.
   *
   * @param handled how many of the names, from the first, this answers; those among them that the
   *     source does not have, or may not tell, are not there; none if it can't seal the first now
   */
  record Fetched(List<FeedItem> items, int handled) {
    public Fetched {
      items = List.copyOf(items);
    }
  }

  /**
   * The secret of a country's message ids.
   *
   * @param madeAt when: of two, the older is kept
   */
  @SuppressWarnings("ArrayRecordComponent")
  record IdKey(byte[] key, Instant madeAt) {}

  Answer pull(Pull ask);

  Fetched fetch(List<RecordKey> keys);

  /** One digest for each range, of what both regions may have of this. */
  List<RangeDigest> digests(List<StampRange> ranges, Extent extent);

  /** The names of the changes in a range, the oldest first, so many at most. */
  List<RecordKey> keys(StampRange range, Extent extent, int most);

  /**
   * The keys of countries' message ids, for another of their lawful regions.
   *
   * @param make whether to make those that are not there
   */
  Map<Country, IdKey> idKeys(List<Country> countries, boolean make);
}

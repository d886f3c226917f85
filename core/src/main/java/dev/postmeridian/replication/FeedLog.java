package dev.postmeridian.replication;

import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.change.Stamp;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A region's log as its feeds read it: what has committed, in the order in which it did, and never
 * past a transaction that is still under way.
 */
public interface FeedLog extends LogDigests {
  /**
   * A row of the log.
   *
   * @param record without content
   * @param bytes what it weighs with its content
   * @param accepts whether content goes with it
   */
  record Entry(LogPosition position, FeedItem.Clear record, long bytes, boolean accepts) {}

  /**
   * What was found.
   *
   * @param upTo the last row that was looked at; where it began if there was none
   * @param more whether there may be more
   */
  record Scan(List<Entry> entries, LogPosition upTo, boolean more) {
    public Scan {
      entries = List.copyOf(entries);
    }
  }

  /** The name of the log since it was last set back. */
  String incarnation();

  /** Gives the log another name, because it was set back. */
  String beginIncarnation();

  /** The last row of a class that feeds may read. */
  LogPosition head(ReplicationClass replicationClass);

  /** Whether a change is in the log, of whatever message. */
  boolean knows(Stamp stamp);

  /**
   * Rows of a class and origin, of mail of these countries alone.
   *
   * @param most how many rows are looked at, whatever they are
   */
  Scan scan(
      ReplicationClass replicationClass,
      RegionName origin,
      Set<Country> countries,
      LogPosition after,
      int most);

  /**
   * Waits until a class has rows after this one.
   *
   * @return whether it has
   */
  boolean awaitNews(ReplicationClass replicationClass, LogPosition after, Duration patience);

  /** A place before which there is no change of this origin and class since this time. */
  LogPosition before(Instant since, RegionName origin, ReplicationClass replicationClass);

  /** The raw bytes of these messages; of those that are erased there are none. */
  Map<MessageId, FeedContent> contents(Collection<MessageId> messages);

  /** The rows of these names, without content. */
  List<Entry> entries(List<RecordKey> keys);

  /** Notes how far a peer has stored a feed of this log, and how much of it it could not take. */
  void stored(RegionName peer, ReplicationClass replicationClass, FeedCursor stored, long diverted);

  /**
   * The keys of countries' message ids.
   *
   * @param make whether to make those that are not there
   */
  Map<Country, FeedSource.IdKey> idKeys(List<Country> countries, boolean make);
}

package dev.postmeridian.replication;

import dev.postmeridian.change.Stamp;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import java.util.List;
import java.util.Optional;

/** Where what comes from other regions is stored: a batch and its cursor in one transaction. */
public interface FeedInbox extends LogDigests {
  /**
   * How far a feed has got.
   *
   * @param newest the newest change that came of this incarnation; empty if none did
   */
  record Progress(FeedCursor cursor, Optional<Stamp> newest) {}

  /** How far a feed has got; empty before its first batch. */
  Optional<Progress> progress(FeedName feed);

  /**
   * Stores a batch; what is here already changes nothing.
   *
   * @param from where the feed stood when the batch was asked for
   * @return whether it was stored: not if another has moved the feed meanwhile
   */
  boolean receive(
      FeedName feed, Optional<FeedCursor> from, FeedCursor next, Admission.Admitted batch);

  /**
   * Stores what was fetched by name; what had been diverted under one of these names stands there
   * no more, unless it is diverted again.
   */
  void settle(FeedName feed, List<RecordKey> asked, Admission.Admitted fetched);

  /**
   * What stands in quarantine for one of these causes and may be taken now, by name.
   *
   * @param after the last of those that were told before
   */
  List<RecordKey> diverted(FeedName feed, List<Cause> causes, Optional<RecordKey> after, int most);

  /** Whether something of a peer's stands in quarantine that nobody could read the name of. */
  boolean hasNameless(RegionName source);

  /** Forgets what has no name: whoever compares the logs finds it again. */
  void forgetNameless(RegionName source);

  /** How many changes of a feed stand in quarantine. */
  long diverted(FeedName feed);

  /** Keeps a key of message ids that another lawful region has, if it is older than the own. */
  void keep(Country country, FeedSource.IdKey key);

  /** Regions that are lost: their undecided messages are decided here now. */
  void takeOver(List<RegionName> lost);
}

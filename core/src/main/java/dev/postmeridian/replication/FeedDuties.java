package dev.postmeridian.replication;

import dev.postmeridian.region.RegionName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Which node of a region pulls, and what it has done. */
public interface FeedDuties {
  /**
   * Whether this node is the one that pulls for its region, for so long; another of its nodes takes
   * over once it has not asked for so long.
   *
   * @param node unique to a process's start
   */
  boolean leads(String node, Duration lease);

  /** Lets another node pull. */
  void resign(String node);

  /**
   * Notes what a peer tells of its log from now on. What it did not before is read from the
   * beginning: what comes in clear is compared at once, what comes sealed is read again.
   */
  void shares(RegionName peer, Sharing sharing);

  /** When the whole log was last compared with a peer's. */
  Optional<Instant> compared(RegionName peer);

  /** Notes that the whole log was compared with a peer's. */
  void compared(RegionName peer, Instant at);

  /** Lets the whole log be compared with a peer's again, soon. */
  void compareAgain(RegionName peer);

  /** How often this node was told so; the region's other nodes tell by what was compared alone. */
  long comparesAsked();
}

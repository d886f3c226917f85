package dev.postmeridian.replication;

import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.region.RegionName;

/**
 * One feed as its receiver knows it.
 *
 * @param source whose log is read
 * @param origin whose changes are taken from it: the source's own, or those of a lost region that
 *     the source passes on
 */
public record FeedName(RegionName source, RegionName origin, ReplicationClass replicationClass) {
  /** Whether the source passes on what is another's. */
  public boolean isPassedOn() {
    return !source.equals(origin);
  }
}

package dev.postmeridian.replication;

import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Clearance;
import java.util.Optional;

/** Encrypts what a peer may hold and must not read, to a region that may read it. */
public interface Sealer {
  /** Where nothing is sealed. */
  Sealer NONE = (record, clearance) -> Optional.empty();

  /**
   * Seals a change, with its content, to a lawful region of its country.
   *
   * @param clearance for the holder, {@link RegionName}, in the form SEALED
   * @return empty if it can't be sealed now: the feed waits, and its lag shows it
   */
  Optional<byte[]> seal(FeedItem.Clear record, Clearance clearance);
}

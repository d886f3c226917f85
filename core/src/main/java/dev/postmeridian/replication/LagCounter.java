package dev.postmeridian.replication;

import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Form;
import java.time.Instant;
import java.util.List;

/** Counts what a peer does not have yet of this region's log. */
public interface LagCounter {
  /**
   * How far a peer is behind.
   *
   * @param countries whose changes it may have, in this form or sealed
   */
  PeerLag of(RegionName peer, Form form, List<Country> countries, Instant now);
}

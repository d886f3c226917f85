package dev.postmeridian.replication;

import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Form;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** Counts what a peer does not have yet of this region's log. */
public interface LagCounter {
  /**
   * How far a peer is behind.
   *
   * @param countries whose changes it may have, in this form or sealed
   */
  PeerLag of(RegionName peer, Form form, List<Country> countries, Instant now);

  /**
   * The database's process whose open transaction has kept every feed from going on since this
   * time; empty if none has.
   */
  OptionalInt holdsUp(Instant since);
}

package dev.postmeridian.sealing;

import dev.postmeridian.region.RegionName;
import dev.postmeridian.sealing.RegionKeys.CurrentKey;
import java.util.Optional;

/**
 * What the other regions are sealed to, as they said last: kept for the time when they are down.
 */
public interface PeerKeys {
  /** A peer's key; empty if it never told one. */
  Optional<CurrentKey> of(RegionName peer);

  /** Keeps what a peer has told of itself. */
  void remember(RegionName peer, CurrentKey told);
}

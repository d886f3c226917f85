package dev.postmeridian.link;

import dev.postmeridian.region.RegionName;

/** Hears how exchanges end. Called from the threads of exchanges: be quick. */
@FunctionalInterface
interface LinkListener {
  /** Nobody listens. */
  LinkListener NONE = _ -> {};

  /** The peer did not connect, broke off, or did not answer in time. */
  void failed(RegionName peer);
}

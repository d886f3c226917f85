package dev.postmeridian.link;

import dev.postmeridian.region.RegionName;

/** Hears how exchanges end. Called from the threads of exchanges: be quick. */
@FunctionalInterface
interface LinkListener {
  /** Nobody listens. */
  LinkListener NONE = (_, _) -> {};

  /**
   * The peer did not connect, broke off, or did not answer in time.
   *
   * @param why in words without content
   */
  void failed(RegionName peer, String why);
}

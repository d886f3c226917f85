package dev.postmeridian.replication;

import java.time.Duration;

/** Hears what came from other regions. */
public interface FeedListener {
  /** Hears nothing. */
  FeedListener NONE = (feed, stored) -> {};

  /**
   * What was stored together.
   *
   * @param slowest from the stamp of its oldest change until it was stored here
   */
  record Stored(int records, long bytes, int diverted, Duration slowest) {}

  void stored(FeedName feed, Stored stored);
}

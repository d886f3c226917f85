package dev.postmeridian.replication;

/**
 * How much of a feed is held in memory at once.
 *
 * @param records of a batch, at most
 * @param bytes of a batch, at most; one that is larger alone is a batch of its own
 * @param scanned rows that are looked at together
 */
public record FeedLimits(int records, long bytes, int scanned) {
  /** The defaults: at a round trip of 0.2 s, 2,000 mails of 5 KB a second. */
  public static final FeedLimits DEFAULT = new FeedLimits(500, 2L << 20, 500);

  /**
   * @throws IllegalArgumentException if one of them is not positive
   */
  public FeedLimits {
    if (records < 1 || bytes < 1 || scanned < 1) {
      throw new IllegalArgumentException("the limits of a feed are positive");
    }
  }
}

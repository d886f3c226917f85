package dev.postmeridian.replication;

/**
 * How far a reader of a log has got: everything up to here is stored.
 *
 * @param incarnation of the log: another one once its database was restored, for then positions
 *     repeat
 */
public record FeedCursor(String incarnation, LogPosition position) {
  /**
   * @throws IllegalArgumentException if the incarnation is empty or overlong
   */
  public FeedCursor {
    if (incarnation.isEmpty() || incarnation.length() > 64) {
      throw new IllegalArgumentException("an incarnation is named by 1 to 64 characters");
    }
  }

  FeedCursor at(LogPosition next) {
    return new FeedCursor(incarnation, next);
  }
}

package dev.postmeridian.store;

import dev.postmeridian.change.Stamp;
import dev.postmeridian.replication.Admission.Admitted;
import dev.postmeridian.replication.FeedCursor;
import dev.postmeridian.replication.FeedInbox.Progress;
import dev.postmeridian.replication.FeedItem;
import dev.postmeridian.replication.FeedName;
import dev.postmeridian.replication.LogPosition;
import dev.postmeridian.replication.RecordKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How far feeds of others have got; a cursor moves only from where it stood. */
record FeedCursors(Connection connection) {
  private static final String PROGRESS =
      """
      SELECT incarnation, tx::text::bigint, id, newest FROM postmeridian.feed_cursor
      WHERE source = ? AND origin = ? AND class = ?
      """;
  private static final String BEGIN =
      """
      INSERT INTO postmeridian.feed_cursor (incarnation, tx, id, newest, source, origin, class)
      VALUES (?, ?::text::xid8, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """;
  // What was the newest of a log is nothing that it knows once it was set back.
  private static final String MOVE =
      """
      UPDATE postmeridian.feed_cursor f
      SET incarnation = n.incarnation, tx = ?::text::xid8, id = ?, moved_at = now(), newest = CASE
        WHEN f.incarnation = n.incarnation THEN greatest(f.newest COLLATE "C", n.newest) ELSE n.newest END
      FROM (SELECT ?::text AS incarnation, ?::text AS newest) n
      WHERE source = ? AND origin = ? AND class = ? AND f.incarnation = ? AND tx = ?::text::xid8 AND id = ?
      """;

  Optional<Progress> progress(FeedName feed) throws SQLException {
    try (var sql = connection.prepareStatement(PROGRESS)) {
      sql.setString(1, feed.source().value());
      sql.setString(2, feed.origin().value());
      sql.setInt(3, feed.replicationClass().number());
      try (var row = sql.executeQuery()) {
        return row.next() ? Optional.of(progress(row)) : Optional.empty();
      }
    }
  }

  private static Progress progress(ResultSet row) throws SQLException {
    var cursor = new FeedCursor(row.getString(1), new LogPosition(row.getLong(2), row.getLong(3)));
    return new Progress(cursor, Optional.ofNullable(row.getString(4)).map(Stamp::parse));
  }

  /** Whether it stood where the batch was asked for, and stands behind it now. */
  boolean move(FeedName feed, Optional<FeedCursor> from, FeedCursor next, Admitted batch)
      throws SQLException {
    return from.isPresent() ? move(feed, from.get(), next, batch) : begin(feed, next, batch);
  }

  private boolean begin(FeedName feed, FeedCursor next, Admitted batch) throws SQLException {
    try (var sql = connection.prepareStatement(BEGIN)) {
      sql.setString(1, next.incarnation());
      sql.setString(2, Long.toString(next.position().tx()));
      sql.setLong(3, next.position().id());
      sql.setString(4, newest(batch));
      sql.setString(5, feed.source().value());
      sql.setString(6, feed.origin().value());
      sql.setInt(7, feed.replicationClass().number());
      return sql.executeUpdate() == 1;
    }
  }

  private boolean move(FeedName feed, FeedCursor from, FeedCursor next, Admitted batch)
      throws SQLException {
    try (var sql = connection.prepareStatement(MOVE)) {
      sql.setString(1, Long.toString(next.position().tx()));
      sql.setLong(2, next.position().id());
      sql.setString(3, next.incarnation());
      sql.setString(4, newest(batch));
      sql.setString(5, feed.source().value());
      sql.setString(6, feed.origin().value());
      sql.setInt(7, feed.replicationClass().number());
      sql.setString(8, from.incarnation());
      sql.setString(9, Long.toString(from.position().tx()));
      sql.setLong(10, from.position().id());
      return sql.executeUpdate() == 1;
    }
  }

  private static @Nullable String newest(Admitted batch) {
    return Stream.concat(
            batch.clear().stream().map(FeedItem.Clear::key),
            batch.sealed().stream().map(FeedItem.Sealed::key))
        .map(RecordKey::stamp)
        .max(Comparator.naturalOrder())
        .map(Stamp::toString)
        .orElse(null);
  }
}

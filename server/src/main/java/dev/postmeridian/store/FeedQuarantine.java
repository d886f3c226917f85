package dev.postmeridian.store;

import dev.postmeridian.change.Stamp;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.Cause;
import dev.postmeridian.replication.Diverted;
import dev.postmeridian.replication.FeedName;
import dev.postmeridian.replication.RecordKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What came from others and was not taken: names and causes. */
final class FeedQuarantine {
  private static final Logger log = LoggerFactory.getLogger(FeedQuarantine.class);
  // Another node of the region may change it.
  private static final long FRESH_NANOS = Duration.ofSeconds(10).toNanos();
  private static final String PUT =
      """
      INSERT INTO postmeridian.feed_quarantine (source, class, stamp, message_id, cause)
      SELECT ?, * FROM unnest(?::bigint[], ?::text[], ?::bytea[], ?::text[])
      ON CONFLICT (source, stamp, message_id) DO UPDATE SET cause = excluded.cause
      """;
  private static final String SETTLED =
      """
      DELETE FROM postmeridian.feed_quarantine q USING unnest(?::text[], ?::bytea[]) k(stamp, id)
      WHERE q.source = ? AND q.stamp = k.stamp AND q.message_id = k.id
      """;
  // What is from the future is not asked for before its time.
  private static final String RETRIEVABLE =
      """
      SELECT stamp, message_id FROM postmeridian.feed_quarantine
      WHERE source = ? AND class = ? AND cause = ANY (?) AND stamp <> ''
        AND (stamp COLLATE "C", message_id) > (?, ?::bytea)
        AND (cause <> 'clock' OR stamp COLLATE "C" < postmeridian.stamp_limit())
      ORDER BY stamp COLLATE "C", message_id LIMIT ?
      """;
  private static final String COUNT =
      "SELECT count(*) FROM postmeridian.feed_quarantine WHERE source = ? AND class = ?";
  private static final String NAMELESS =
      "SELECT EXISTS (SELECT FROM postmeridian.feed_quarantine WHERE source = ? AND stamp = '')";
  private static final String FORGET_NAMELESS =
      "DELETE FROM postmeridian.feed_quarantine WHERE source = ? AND stamp = ''";

  private record Counted(long records, long at) {}

  private final Map<FeedName, Counted> counted = new HashMap<>();

  void put(Connection c, RegionName source, List<Diverted> diverted) throws SQLException {
    if (diverted.isEmpty()) {
      return;
    }
    var sorted =
        diverted.stream()
            .sorted(Comparator.comparing(Diverted::stamp).thenComparing(Diverted::message))
            .distinct()
            .toList();
    var rows = new Columns<>(c, sorted);
    try (var sql = c.prepareStatement(PUT)) {
      sql.setString(1, source.value());
      sql.setArray(2, rows.longs(d -> (long) d.replicationClass().number()));
      sql.setArray(3, rows.texts(Diverted::stamp));
      sql.setArray(4, rows.bytes(d -> d.message().bytes()));
      sql.setArray(5, rows.texts(d -> d.cause().word()));
      sql.executeUpdate();
    }
    changed(source);
    sorted.stream()
        .map(Diverted::cause)
        .distinct()
        .forEach(cause ->
            log.error(
                "changes that came from {} stand in quarantine ({}): see status",
                source,
                cause.word()));
  }

  boolean settled(Connection c, RegionName source, List<RecordKey> asked) throws SQLException {
    var rows = new Columns<>(c, asked);
    try (var sql = c.prepareStatement(SETTLED)) {
      sql.setArray(1, rows.texts(key -> key.stamp().toString()));
      sql.setArray(2, rows.bytes(key -> key.message().bytes()));
      sql.setString(3, source.value());
      sql.executeUpdate();
    }
    changed(source);
    return true;
  }

  List<RecordKey> retrievable(
      Connection c, FeedName feed, List<Cause> causes, Optional<RecordKey> after, int most)
      throws SQLException {
    try (var sql = c.prepareStatement(RETRIEVABLE)) {
      sql.setString(1, feed.source().value());
      sql.setInt(2, feed.replicationClass().number());
      sql.setArray(3, new Columns<>(c, causes).texts(Cause::word));
      sql.setString(4, after.map(key -> key.stamp().toString()).orElse(""));
      sql.setBytes(5, after.map(key -> key.message().bytes()).orElseGet(() -> new byte[0]));
      sql.setInt(6, most);
      var keys = new ArrayList<RecordKey>();
      try (var rows = sql.executeQuery()) {
        while (rows.next()) {
          keys.add(new RecordKey(Stamp.parse(rows.getString(1)), MessageId.of(rows.getBytes(2))));
        }
      }
      return keys;
    }
  }

  /** How many stand there, if that was counted just now: asked with every batch. */
  synchronized Optional<Long> known(FeedName feed) {
    return Optional.ofNullable(counted.get(feed))
        .filter(last -> System.nanoTime() - last.at() < FRESH_NANOS)
        .map(Counted::records);
  }

  long count(Connection c, FeedName feed) throws SQLException {
    try (var sql = c.prepareStatement(COUNT)) {
      sql.setString(1, feed.source().value());
      sql.setInt(2, feed.replicationClass().number());
      try (var row = sql.executeQuery()) {
        row.next();
        long records = row.getLong(1);
        synchronized (this) {
          counted.put(feed, new Counted(records, System.nanoTime()));
        }
        return records;
      }
    }
  }

  private synchronized void changed(RegionName source) {
    counted.keySet().removeIf(feed -> feed.source().equals(source));
  }

  boolean hasNameless(Connection c, RegionName source) throws SQLException {
    try (var sql = c.prepareStatement(NAMELESS)) {
      sql.setString(1, source.value());
      try (var row = sql.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  boolean forgetNameless(Connection c, RegionName source) throws SQLException {
    try (var sql = c.prepareStatement(FORGET_NAMELESS)) {
      sql.setString(1, source.value());
      sql.executeUpdate();
    }
    changed(source);
    return true;
  }
}

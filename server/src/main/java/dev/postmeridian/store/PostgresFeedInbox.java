package dev.postmeridian.store;

import dev.postmeridian.change.Stamp;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.Admission.Admitted;
import dev.postmeridian.replication.Cause;
import dev.postmeridian.replication.Diverted;
import dev.postmeridian.replication.FeedCursor;
import dev.postmeridian.replication.FeedInbox;
import dev.postmeridian.replication.FeedItem;
import dev.postmeridian.replication.FeedName;
import dev.postmeridian.replication.FeedSource;
import dev.postmeridian.replication.LogDigests;
import dev.postmeridian.replication.LogPosition;
import dev.postmeridian.replication.RangeDigest;
import dev.postmeridian.replication.RecordKey;
import dev.postmeridian.replication.StampRange;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What comes from other regions, stored in the region's database: batch and cursor together. */
final class PostgresFeedInbox implements FeedInbox {
  private static final Logger log = LoggerFactory.getLogger(PostgresFeedInbox.class);
  private static final int TAKEN_AT_ONCE = 500;
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
  private static final String MOVE =
      """
      UPDATE postmeridian.feed_cursor
      SET incarnation = ?, tx = ?::text::xid8, id = ?, newest = greatest(newest COLLATE "C", ?::text), moved_at = now()
      WHERE source = ? AND origin = ? AND class = ? AND incarnation = ? AND tx = ?::text::xid8 AND id = ?
      """;
  private static final String DIVERT =
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
  private static final String DIVERTED =
      """
      SELECT stamp, message_id FROM postmeridian.feed_quarantine
      WHERE source = ? AND class = ? AND stamp <> '' AND cause = ANY (?) ORDER BY since LIMIT ?
      """;
  private static final String COUNT =
      "SELECT count(*) FROM postmeridian.feed_quarantine WHERE source = ? AND class = ?";
  private static final String TAKE_OVER =
      """
      WITH due AS (
        DELETE FROM postmeridian.takeover WHERE message_id IN (
          SELECT message_id FROM postmeridian.takeover WHERE due <= now() OR origin = ANY (?)
          ORDER BY message_id LIMIT ? FOR UPDATE SKIP LOCKED)
        RETURNING message_id)
      INSERT INTO postmeridian.job (kind, message_id) SELECT 'triage', message_id FROM due
      """;
  private final DataSource pool;
  private final LogDigests digests;
  private final PostgresMessageIdKeys idKeys;
  private final Optional<SealedShelf> shelf;
  private final Runnable onTakenOver;
  private final Map<String, Long> counted = new HashMap<>();

  /**
   * @param shelf where sealed copies go; without one they stand in quarantine
   * @param onTakenOver called when there are messages to decide
   */
  PostgresFeedInbox(
      DataSource pool,
      PostgresMessageIdKeys idKeys,
      Optional<SealedShelf> shelf,
      Runnable onTakenOver) {
    this.pool = pool;
    this.digests = new PostgresLogDigests(pool);
    this.idKeys = idKeys;
    this.shelf = shelf;
    this.onTakenOver = onTakenOver;
  }

  @Override
  public Optional<Progress> progress(FeedName feed) {
    return reading(c -> {
      try (var sql = c.prepareStatement(PROGRESS)) {
        sql.setString(1, feed.source().value());
        sql.setString(2, feed.origin().value());
        sql.setInt(3, feed.replicationClass().number());
        try (var row = sql.executeQuery()) {
          return row.next() ? Optional.of(progress(row)) : Optional.empty();
        }
      }
    });
  }

  private static Progress progress(ResultSet row) throws SQLException {
    var cursor = new FeedCursor(row.getString(1), new LogPosition(row.getLong(2), row.getLong(3)));
    return new Progress(
        cursor,
        Optional.ofNullable(row.getString(4))
            .map(stamp -> Instant.ofEpochMilli(Stamp.parse(stamp).millis())));
  }

  @Override
  public boolean receive(
      FeedName feed, Optional<FeedCursor> from, FeedCursor next, Admitted batch) {
    try {
      return writing(c -> move(c, feed, from, next, batch) && store(c, feed, batch, false));
    } catch (StorageException e) {
      if (Fault.of(e) != Fault.OF_DATA) {
        throw e;
      }
      return writing(c -> move(c, feed, from, next, batch) && store(c, feed, batch, true));
    }
  }

  @Override
  public void settle(FeedName feed, List<RecordKey> asked, Admitted fetched) {
    try {
      writing(c -> settled(c, feed, asked) && store(c, feed, fetched, false));
    } catch (StorageException e) {
      if (Fault.of(e) != Fault.OF_DATA) {
        throw e;
      }
      writing(c -> settled(c, feed, asked) && store(c, feed, fetched, true));
    }
  }

  private static boolean move(
      Connection c, FeedName feed, Optional<FeedCursor> from, FeedCursor next, Admitted batch)
      throws SQLException {
    try (var sql = c.prepareStatement(from.isEmpty() ? BEGIN : MOVE)) {
      sql.setString(1, next.incarnation());
      sql.setString(2, Long.toString(next.position().tx()));
      sql.setLong(3, next.position().id());
      sql.setString(4, newest(batch));
      sql.setString(5, feed.source().value());
      sql.setString(6, feed.origin().value());
      sql.setInt(7, feed.replicationClass().number());
      if (from.isPresent()) {
        sql.setString(8, from.get().incarnation());
        sql.setString(9, Long.toString(from.get().position().tx()));
        sql.setLong(10, from.get().position().id());
      }
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

  /**
   * @param apart each record on its own, because one of them fails and must not stop the others
   */
  private boolean store(Connection c, FeedName feed, Admitted batch, boolean apart)
      throws SQLException {
    var diverted = new ArrayList<>(batch.diverted());
    var records = new ArrayList<FeedItem.Clear>();
    String limit = ReceivedBatch.stampLimit(c);
    for (FeedItem.Clear record : batch.clear()) {
      if (ReceivedBatch.isBelow(record.key().stamp(), limit)) {
        records.add(record);
      } else {
        diverted.add(Diverted.of(record, Cause.CLOCK));
      }
    }
    if (apart) {
      diverted.addAll(apart(c, records));
    } else {
      new ReceivedBatch(c).write(records);
    }
    shelve(c, feed, batch.sealed(), diverted);
    divert(c, feed, diverted);
    return true;
  }

  private static List<Diverted> apart(Connection c, List<FeedItem.Clear> records)
      throws SQLException {
    var refused = new ArrayList<Diverted>();
    for (FeedItem.Clear record :
        records.stream().sorted(Comparator.comparing(FeedItem.Clear::key)).toList()) {
      Savepoint before = c.setSavepoint();
      try {
        new ReceivedBatch(c).write(List.of(record));
        c.releaseSavepoint(before);
      } catch (SQLException e) {
        if (Fault.of(e) != Fault.OF_DATA) {
          throw e;
        }
        c.rollback(before);
        refused.add(Diverted.of(record, Cause.REFUSED));
      }
    }
    return refused;
  }

  private void shelve(
      Connection c, FeedName feed, List<FeedItem.Sealed> sealed, List<Diverted> diverted)
      throws SQLException {
    if (sealed.isEmpty()) {
      return;
    }
    if (shelf.isPresent()) {
      shelf.get().keep(c, feed.source(), sealed);
    } else {
      sealed.forEach(copy -> diverted.add(Diverted.of(copy, Cause.VERSION)));
    }
  }

  private void divert(Connection c, FeedName feed, List<Diverted> diverted) throws SQLException {
    if (diverted.isEmpty()) {
      return;
    }
    var sorted =
        diverted.stream()
            .sorted(Comparator.comparing(Diverted::stamp).thenComparing(Diverted::message))
            .distinct()
            .toList();
    var rows = new Columns<>(c, sorted);
    try (var sql = c.prepareStatement(DIVERT)) {
      sql.setString(1, feed.source().value());
      sql.setArray(2, rows.longs(d -> (long) d.replicationClass().number()));
      sql.setArray(3, rows.texts(Diverted::stamp));
      sql.setArray(4, rows.bytes(d -> d.message().bytes()));
      sql.setArray(5, rows.texts(d -> d.cause().word()));
      sql.executeUpdate();
    }
    forget(feed);
    sorted.stream()
        .map(Diverted::cause)
        .distinct()
        .forEach(cause ->
            log.error(
                "changes that came from {} stand in quarantine ({}): see status",
                feed.source(),
                cause.word()));
  }

  private boolean settled(Connection c, FeedName feed, List<RecordKey> asked) throws SQLException {
    var rows = new Columns<>(c, asked);
    try (var sql = c.prepareStatement(SETTLED)) {
      sql.setArray(1, rows.texts(key -> key.stamp().toString()));
      sql.setArray(2, rows.bytes(key -> key.message().bytes()));
      sql.setString(3, feed.source().value());
      sql.executeUpdate();
    }
    forget(feed);
    return true;
  }

  @Override
  public List<RecordKey> diverted(FeedName feed, List<Cause> causes, int most) {
    return reading(c -> {
      try (var sql = c.prepareStatement(DIVERTED)) {
        sql.setString(1, feed.source().value());
        sql.setInt(2, feed.replicationClass().number());
        sql.setArray(3, new Columns<>(c, causes).texts(Cause::word));
        sql.setInt(4, most);
        var keys = new ArrayList<RecordKey>();
        try (var rows = sql.executeQuery()) {
          while (rows.next()) {
            keys.add(new RecordKey(Stamp.parse(rows.getString(1)), MessageId.of(rows.getBytes(2))));
          }
        }
        return keys;
      }
    });
  }

  // Asked with every batch, and hardly ever another.
  @Override
  public long diverted(FeedName feed) {
    synchronized (counted) {
      return counted.computeIfAbsent(name(feed), _ -> count(feed));
    }
  }

  private long count(FeedName feed) {
    return reading(c -> {
      try (var sql = c.prepareStatement(COUNT)) {
        sql.setString(1, feed.source().value());
        sql.setInt(2, feed.replicationClass().number());
        try (var row = sql.executeQuery()) {
          row.next();
          return row.getLong(1);
        }
      }
    });
  }

  private void forget(FeedName feed) {
    synchronized (counted) {
      counted.keySet().removeIf(name -> name.startsWith(feed.source() + "/"));
    }
  }

  private static String name(FeedName feed) {
    return feed.source() + "/" + feed.replicationClass();
  }

  @Override
  public void keep(Country country, FeedSource.IdKey key) {
    idKeys.keepOlder(country, key);
  }

  @Override
  public void takeOver(List<RegionName> lost) {
    int taken =
        writing(c -> {
          try (var sql = c.prepareStatement(TAKE_OVER)) {
            sql.setArray(1, new Columns<>(c, lost).texts(RegionName::value));
            sql.setInt(2, TAKEN_AT_ONCE);
            return sql.executeUpdate();
          }
        });
    if (taken > 0) {
      onTakenOver.run();
    }
  }

  @Override
  public List<RangeDigest> digests(List<StampRange> ranges, List<Country> countries) {
    return digests.digests(ranges, countries);
  }

  @Override
  public List<RecordKey> keys(StampRange range, List<Country> countries, int most) {
    return digests.keys(range, countries, most);
  }

  private interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  private <T> T reading(Work<T> work) {
    try (Connection c = pool.getConnection()) {
      return work.run(c);
    } catch (SQLException e) {
      throw new StorageException("can't read how far feeds have got", e);
    }
  }

  /** All or nothing; nothing if the work says false. */
  private <T> T writing(Work<T> work) {
    try (Connection c = pool.getConnection()) {
      c.setAutoCommit(false);
      try {
        T done = work.run(c);
        if (Boolean.FALSE.equals(done)) {
          c.rollback();
        } else {
          c.commit();
        }
        return done;
      } catch (SQLException | RuntimeException e) {
        c.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new StorageException("can't store what came from another region", e);
    }
  }
}

package dev.postmeridian.store;

import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.change.Stamp;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.FeedContent;
import dev.postmeridian.replication.FeedCursor;
import dev.postmeridian.replication.FeedItem;
import dev.postmeridian.replication.FeedLog;
import dev.postmeridian.replication.FeedSource;
import dev.postmeridian.replication.LogDigests;
import dev.postmeridian.replication.LogPosition;
import dev.postmeridian.replication.RangeDigest;
import dev.postmeridian.replication.RecordKey;
import dev.postmeridian.replication.StampRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** The log in the region's database, below the horizon of its transactions. */
final class PostgresFeedLog implements FeedLog {
  private static final long TOLD_NANOS = Duration.ofSeconds(5).toNanos();

  /** What a peer said last, written when. */
  private record Told(FeedCursor cursor, long diverted, long at) {
    boolean says(FeedCursor now, long divertedNow) {
      return cursor.equals(now) && diverted == divertedNow && System.nanoTime() - at < TOLD_NANOS;
    }
  }

  private static final String ROW =
      """
      SELECT s.tx::text::bigint AS tx, s.id, s.stamp, s.message_id, s.country, s.class, s.version, s.mine,
        CASE WHEN s.mine THEN s.fields::text END AS fields, s.fields->'erased' IS NOT NULL AS erases,
        s.fields->'accepted' IS NOT NULL AS accepts, coalesce(c.size, 0) AS size
      FROM (%s) s
        LEFT JOIN postmeridian.content c ON c.message_id = s.message_id AND s.fields->'accepted' IS NOT NULL
      """;
  private static final String SCAN =
      ROW.formatted(
              """
              SELECT *, split_part(stamp, '+', 2) = ? AS mine FROM postmeridian.change
              WHERE class = ? AND (tx, id) > (?::text::xid8, ?)
                AND tx < pg_snapshot_xmin(pg_current_snapshot())
              ORDER BY tx, id LIMIT ?\
              """)
          + "ORDER BY s.tx, s.id";
  private static final String BY_NAME =
      ROW.formatted(
              """
              SELECT h.*, true AS mine, k.place FROM unnest(?::text[], ?::bytea[]) WITH ORDINALITY k(stamp, id, place)
                JOIN postmeridian.change h ON h.stamp = k.stamp AND h.message_id = k.id\
              """)
          + "ORDER BY s.place";
  // Found by time, which is a small part of the log; by place it would be read from its beginning.
  private static final String BEFORE =
      """
      WITH late AS MATERIALIZED (
        SELECT tx FROM postmeridian.change
        WHERE stamp >= ? AND split_part(stamp, '+', 2) = ? AND class = ?)
      SELECT min(tx)::text::bigint - 1 FROM late HAVING count(*) > 0
      """;
  private static final String CONTENTS =
      "SELECT message_id, trace, raw FROM postmeridian.content WHERE message_id = ANY (?) AND raw IS NOT NULL";
  private static final String STORED =
      """
      INSERT INTO postmeridian.feed_peer (peer, class, incarnation, tx, id, diverted)
      SELECT ?, ?, ?, ?::text::xid8, ?, ? FROM (SELECT set_config('synchronous_commit', 'off', true)) unflushed
      ON CONFLICT (peer, class) DO UPDATE SET incarnation = excluded.incarnation, tx = excluded.tx, id = excluded.id,
        diverted = excluded.diverted, told_at = now()
      """;
  private final DataSource pool;
  private final LogWatch watch;
  private final LogDigests digests;
  private final PostgresMessageIdKeys idKeys;
  private final Map<String, Told> told = new ConcurrentHashMap<>();

  PostgresFeedLog(DataSource pool, LogWatch watch, PostgresMessageIdKeys idKeys) {
    this.pool = pool;
    this.watch = watch;
    this.digests = new PostgresLogDigests(pool);
    this.idKeys = idKeys;
  }

  @Override
  public String incarnation() {
    return text("SELECT name FROM postmeridian.incarnation");
  }

  @Override
  public String beginIncarnation() {
    return text("SELECT postmeridian.begin_incarnation()");
  }

  private String text(String query) {
    return with(
        c -> c.prepareStatement(query),
        sql -> {
          try (var row = sql.executeQuery()) {
            row.next();
            return row.getString(1);
          }
        });
  }

  @Override
  public LogPosition head(ReplicationClass replicationClass) {
    return watch.head(replicationClass);
  }

  @Override
  public boolean awaitNews(
      ReplicationClass replicationClass, LogPosition after, Duration patience) {
    return watch.await(replicationClass, after, patience);
  }

  @Override
  public Scan scan(
      ReplicationClass replicationClass, RegionName origin, LogPosition after, int most) {
    return with(
        c -> c.prepareStatement(SCAN),
        sql -> {
          sql.setString(1, origin.value());
          sql.setInt(2, replicationClass.number());
          sql.setString(3, Long.toString(after.tx()));
          sql.setLong(4, after.id());
          sql.setInt(5, most);
          var entries = new ArrayList<Entry>();
          LogPosition upTo = after;
          int looked = 0;
          try (var rows = sql.executeQuery()) {
            while (rows.next()) {
              looked++;
              upTo = new LogPosition(rows.getLong("tx"), rows.getLong("id"));
              if (rows.getBoolean("mine")) {
                entry(rows).ifPresent(entries::add);
              }
            }
          }
          return new Scan(entries, upTo, looked == most);
        });
  }

  // A row whose country or stamp is nobody's is no peer's either.
  private static Optional<Entry> entry(ResultSet row) throws SQLException {
    try {
      String fields = row.getString("fields");
      var key =
          new RecordKey(
              Stamp.parse(row.getString("stamp")), MessageId.of(row.getBytes("message_id")));
      var record =
          new FeedItem.Clear(
              key,
              new Country(row.getString("country")),
              ReplicationClass.of(row.getInt("class")),
              row.getInt("version"),
              fields,
              row.getBoolean("erases"),
              Optional.empty());
      boolean accepts = row.getBoolean("accepts");
      long bytes = 200L + fields.length() + row.getLong("size");
      return Optional.of(
          new Entry(new LogPosition(row.getLong("tx"), row.getLong("id")), record, bytes, accepts));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public LogPosition before(Instant since, RegionName origin, ReplicationClass replicationClass) {
    return with(
        c -> c.prepareStatement(BEFORE),
        sql -> {
          sql.setString(1, PostgresLogDigests.bound(Math.max(0, since.toEpochMilli())));
          sql.setString(2, origin.value());
          sql.setInt(3, replicationClass.number());
          try (var row = sql.executeQuery()) {
            return row.next() ? new LogPosition(row.getLong(1), 0) : watch.head(replicationClass);
          }
        });
  }

  @Override
  public Map<MessageId, FeedContent> contents(Collection<MessageId> messages) {
    if (messages.isEmpty()) {
      return Map.of();
    }
    return with(
        c -> {
          PreparedStatement sql = c.prepareStatement(CONTENTS);
          sql.setArray(1, new Columns<>(c, List.copyOf(messages)).bytes(MessageId::bytes));
          return sql;
        },
        sql -> {
          var contents = new HashMap<MessageId, FeedContent>();
          try (var rows = sql.executeQuery()) {
            while (rows.next()) {
              contents.put(
                  MessageId.of(rows.getBytes(1)),
                  new FeedContent(rows.getString(2), rows.getBytes(3)));
            }
          }
          return contents;
        });
  }

  @Override
  public List<Entry> entries(List<RecordKey> keys) {
    return with(
        c -> {
          PreparedStatement sql = c.prepareStatement(BY_NAME);
          var rows = new Columns<>(c, keys);
          sql.setArray(1, rows.texts(key -> key.stamp().toString()));
          sql.setArray(2, rows.bytes(key -> key.message().bytes()));
          return sql;
        },
        sql -> {
          var entries = new ArrayList<Entry>();
          try (var rows = sql.executeQuery()) {
            while (rows.next()) {
              entry(rows).ifPresent(entries::add);
            }
          }
          return entries;
        });
  }

  @Override
  public void stored(
      RegionName peer, ReplicationClass replicationClass, FeedCursor stored, long diverted) {
    String who = peer + "/" + replicationClass;
    Told last = told.get(who);
    if (last != null && last.says(stored, diverted)) {
      return;
    }
    told.put(who, new Told(stored, diverted, System.nanoTime()));
    with(
        c -> c.prepareStatement(STORED),
        sql -> {
          sql.setString(1, peer.value());
          sql.setInt(2, replicationClass.number());
          sql.setString(3, stored.incarnation());
          sql.setString(4, Long.toString(stored.position().tx()));
          sql.setLong(5, stored.position().id());
          sql.setLong(6, diverted);
          return sql.executeUpdate();
        });
  }

  @Override
  public Map<Country, FeedSource.IdKey> idKeys(List<Country> countries, boolean make) {
    return idKeys.shared(countries, make);
  }

  @Override
  public List<RangeDigest> digests(List<StampRange> ranges, List<Country> countries) {
    return digests.digests(ranges, countries);
  }

  @Override
  public List<RecordKey> keys(StampRange range, List<Country> countries, int most) {
    return digests.keys(range, countries, most);
  }

  private interface Preparing {
    PreparedStatement on(Connection c) throws SQLException;
  }

  private interface Running<T> {
    T run(PreparedStatement sql) throws SQLException;
  }

  private <T> T with(Preparing preparing, Running<T> running) {
    try (Connection c = pool.getConnection();
        PreparedStatement sql = preparing.on(c)) {
      return running.run(sql);
    } catch (SQLException e) {
      throw new StorageException("can't read the log for a feed", e);
    }
  }
}

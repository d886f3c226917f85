package dev.postmeridian.store;

import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.change.Stamp;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.Extent;
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
import java.util.Set;
import javax.sql.DataSource;

/** The log in the region's database, below the horizon of its transactions. */
final class PostgresFeedLog implements FeedLog {
  private static final String ROW =
      """
      SELECT s.tx::text::bigint AS tx, s.id, s.stamp, s.message_id, s.country, s.class, s.version, s.wanted, s.place,
        CASE WHEN s.wanted THEN s.fields::text END AS fields, s.fields->'erased' IS NOT NULL AS erases,
        s.fields->'accepted' IS NOT NULL AS accepts, coalesce(c.size, 0) AS size
      FROM (%s) s
        LEFT JOIN postmeridian.content c
          ON s.wanted AND c.message_id = s.message_id AND s.fields->'accepted' IS NOT NULL
      ORDER BY s.place
      """;
  // Of what is not wanted only the last row is told, which says how far the search has got.
  private static final String SCAN =
      ROW.formatted(
          """
          SELECT * FROM (
            SELECT *, row_number() OVER (ORDER BY tx, id) AS place, lead(id) OVER (ORDER BY tx, id) IS NULL AS is_last
            FROM (
              SELECT *, split_part(stamp, '+', 2) = ? AND country::text = ANY (?::text[]) AS wanted
              FROM postmeridian.change
              WHERE class = ? AND (tx, id) > (?::text::xid8, ?)
                AND tx < pg_snapshot_xmin(pg_current_snapshot())
              ORDER BY tx, id LIMIT ?) looked) placed
          WHERE wanted OR is_last\
          """);
  private static final String BY_NAME =
      ROW.formatted(
          """
          SELECT h.*, true AS wanted, k.place
          FROM unnest(?::text[], ?::bytea[]) WITH ORDINALITY k(stamp, id, place)
            JOIN postmeridian.change h ON h.stamp = k.stamp AND h.message_id = k.id\
          """);
  // Found by time, which is a small part of the log; by place it would be read from its beginning.
  private static final String BEFORE =
      """
      WITH late AS MATERIALIZED (
        SELECT tx FROM postmeridian.change
        WHERE stamp >= ? AND split_part(stamp, '+', 2) = ? AND class = ?)
      SELECT min(tx)::text::bigint - 1 FROM late HAVING count(*) > 0
      """;
  // What was let go of is known by the mark that stands behind it.
  private static final String KNOWS =
      """
      SELECT EXISTS (SELECT FROM postmeridian.change WHERE stamp = s.asked)
        OR EXISTS (SELECT FROM postmeridian.change
          WHERE message_id = decode(repeat('00', 16), 'hex') AND stamp >= s.asked)
      FROM (SELECT ?::text AS asked) s
      """;
  private static final String CONTENTS =
      "SELECT message_id, trace, raw FROM postmeridian.content WHERE message_id = ANY (?) AND raw IS NOT NULL";
  private final DataSource pool;
  private final LogWatch watch;
  private final LogDigests digests;
  private final PostgresMessageIdKeys idKeys;
  private final ToldCursors peers;

  PostgresFeedLog(DataSource pool, LogWatch watch, PostgresMessageIdKeys idKeys) {
    this.pool = pool;
    this.watch = watch;
    this.digests = PostgresLogDigests.told(pool);
    this.idKeys = idKeys;
    this.peers = new ToldCursors(pool);
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
      ReplicationClass replicationClass,
      RegionName origin,
      Set<Country> countries,
      LogPosition after,
      int most) {
    return with(
        c -> {
          PreparedStatement sql = c.prepareStatement(SCAN);
          sql.setString(1, origin.value());
          sql.setArray(2, c.createArrayOf("text", countries.stream().map(Country::code).toArray()));
          sql.setInt(3, replicationClass.number());
          sql.setString(4, Long.toString(after.tx()));
          sql.setLong(5, after.id());
          sql.setInt(6, most);
          return sql;
        },
        sql -> {
          var entries = new ArrayList<Entry>();
          LogPosition upTo = after;
          long looked = 0;
          try (var rows = sql.executeQuery()) {
            while (rows.next()) {
              looked = rows.getLong("place");
              upTo = new LogPosition(rows.getLong("tx"), rows.getLong("id"));
              if (rows.getBoolean("wanted")) {
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
  public boolean knows(Stamp stamp) {
    return with(
        c -> c.prepareStatement(KNOWS),
        sql -> {
          sql.setString(1, stamp.toString());
          try (var row = sql.executeQuery()) {
            row.next();
            return row.getBoolean(1);
          }
        });
  }

  @Override
  public LogPosition before(Instant since, RegionName origin, ReplicationClass replicationClass) {
    LogPosition head = watch.head(replicationClass); // whatever comes meanwhile is after it
    return with(
        c -> c.prepareStatement(BEFORE),
        sql -> {
          sql.setString(1, PostgresLogDigests.bound(Math.max(0, since.toEpochMilli())));
          sql.setString(2, origin.value());
          sql.setInt(3, replicationClass.number());
          try (var row = sql.executeQuery()) {
            return row.next() ? new LogPosition(row.getLong(1), 0) : head;
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
    peers.stored(peer, replicationClass, stored, diverted);
  }

  @Override
  public Map<Country, FeedSource.IdKey> idKeys(List<Country> countries, boolean make) {
    return idKeys.shared(countries, make);
  }

  @Override
  public List<RangeDigest> digests(List<StampRange> ranges, Extent extent) {
    return digests.digests(ranges, extent);
  }

  @Override
  public List<RecordKey> keys(StampRange range, Extent extent, int most) {
    return digests.keys(range, extent, most);
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

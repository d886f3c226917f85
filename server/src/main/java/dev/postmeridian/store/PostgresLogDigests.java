package dev.postmeridian.store;

import dev.postmeridian.change.Stamp;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.replication.Extent;
import dev.postmeridian.replication.LogDigests;
import dev.postmeridian.replication.RangeDigest;
import dev.postmeridian.replication.RecordKey;
import dev.postmeridian.replication.StampRange;
import dev.postmeridian.residency.Form;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Digests of the log, worked out by the database: see {@link RangeDigest}. */
final class PostgresLogDigests implements LogDigests {
  // Millions of changes take longer than a worker's transaction may; nothing is written meanwhile.
  static final String LONG =
      """
      SELECT set_config('transaction_timeout', '60s', true), set_config('statement_timeout', '60s', true)
      """;
  private static final String CHANGES =
      """
      SELECT stamp, message_id FROM postmeridian.change
      WHERE stamp >= %1$s AND stamp < %2$s AND country = ANY (?::text[]::char(2)[]) AND ?::text IS NOT NULL\
      """;
  // What the holder of sealed copies keeps, once it has heard all.
  private static final String TOLD =
      """
      SELECT h.stamp, h.message_id FROM postmeridian.change h LEFT JOIN postmeridian.message m ON m.id = h.message_id
      WHERE h.stamp >= %1$s AND h.stamp < %2$s AND h.country = ANY (?::text[]::char(2)[])
        AND CASE WHEN m.state = 'erased' THEN h.fields->'erased' IS NOT NULL AND NOT EXISTS (
            SELECT FROM postmeridian.change e
            WHERE e.message_id = h.message_id AND e.fields->'erased' IS NOT NULL AND e.stamp < h.stamp)
          ELSE split_part(h.stamp, '+', 2) = ? END\
      """;
  private static final String HELD =
      """
      SELECT k.stamp, k.message_id FROM unnest(?::text[]::char(2)[]) c(country), unnest(ARRAY[?::text]) o(origin),
        LATERAL (
          SELECT stamp::text COLLATE "C" AS stamp, message_id FROM postmeridian.sealed_copy s
          WHERE s.origin = o.origin AND s.stamp >= %1$s AND s.stamp < %2$s AND s.country = c.country
          UNION ALL
          SELECT stamp, message_id FROM postmeridian.sealed_tombstone t
          WHERE t.stamp >= %1$s AND t.stamp < %2$s AND t.country = c.country) k\
      """;
  private static final String DIGESTS =
      """
      SELECT n.changes, n.digest
      FROM unnest(?::text[], ?::text[]) WITH ORDINALITY r(low, high, place), LATERAL (
        SELECT count(*) AS changes, coalesce(bit_xor(('x' || encode(substring(
          sha256(convert_to(stamp || encode(message_id, 'hex'), 'UTF8')) FOR 8), 'hex'))::bit(64)::bigint), 0) AS digest
        FROM (%s) of_range) n
      ORDER BY r.place
      """;
  private static final String KEYS =
      """
      SELECT stamp, message_id FROM unnest(ARRAY[?::text], ARRAY[?::text]) r(low, high), LATERAL (%s) of_range
      ORDER BY stamp, message_id LIMIT ?
      """;

  private final DataSource pool;

  private final String sealed;

  private PostgresLogDigests(DataSource pool, String sealed) {
    this.pool = pool;
    this.sealed = sealed;
  }

  /** Of what this region tells. */
  static LogDigests told(DataSource pool) {
    return new PostgresLogDigests(pool, TOLD);
  }

  /** Of what this region has of others. */
  static LogDigests held(DataSource pool) {
    return new PostgresLogDigests(pool, HELD);
  }

  private String of(String statement, Extent extent) {
    String names = extent.form() == Form.CLEAR ? CHANGES : sealed;
    return statement.formatted(names.formatted("r.low", "r.high"));
  }

  @Override
  public List<RangeDigest> digests(List<StampRange> ranges, Extent extent) {
    try (Connection c = pool.getConnection()) {
      c.setAutoCommit(false);
      try (var longer = c.createStatement();
          var sql = c.prepareStatement(of(DIGESTS, extent))) {
        longer.execute(LONG);
        var rows = new Columns<>(c, ranges);
        sql.setArray(1, rows.texts(range -> bound(range.fromMillis())));
        sql.setArray(2, rows.texts(range -> bound(range.toMillis())));
        sql.setArray(3, new Columns<>(c, extent.countries()).texts(Country::code));
        sql.setString(4, extent.teller().value());
        var digests = new ArrayList<RangeDigest>();
        try (var found = sql.executeQuery()) {
          while (found.next()) {
            digests.add(new RangeDigest(found.getLong(1), found.getLong(2)));
          }
        }
        return digests;
      } finally {
        c.rollback();
      }
    } catch (SQLException e) {
      throw new StorageException("can't digest the log", e);
    }
  }

  @Override
  public List<RecordKey> keys(StampRange range, Extent extent, int most) {
    try (Connection c = pool.getConnection();
        var sql = c.prepareStatement(of(KEYS, extent))) {
      sql.setString(1, bound(range.fromMillis()));
      sql.setString(2, bound(range.toMillis()));
      sql.setArray(3, new Columns<>(c, extent.countries()).texts(Country::code));
      sql.setString(4, extent.teller().value());
      sql.setInt(5, most);
      var keys = new ArrayList<RecordKey>();
      try (var rows = sql.executeQuery()) {
        while (rows.next()) {
          keys.add(new RecordKey(Stamp.parse(rows.getString(1)), MessageId.of(rows.getBytes(2))));
        }
      }
      return keys;
    } catch (SQLException e) {
      throw new StorageException("can't read the names of changes", e);
    }
  }

  /** What every stamp of this millisecond begins with, and none before reaches. */
  static String bound(long millis) {
    return "%012x".formatted(millis);
  }
}

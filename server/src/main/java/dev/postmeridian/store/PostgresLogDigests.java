package dev.postmeridian.store;

import dev.postmeridian.change.Stamp;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.replication.LogDigests;
import dev.postmeridian.replication.RangeDigest;
import dev.postmeridian.replication.RecordKey;
import dev.postmeridian.replication.StampRange;
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
  private static final String DIGESTS =
      """
      SELECT n.changes, n.digest
      FROM unnest(?::text[], ?::text[]) WITH ORDINALITY r(low, high, place), LATERAL (
        SELECT count(*) AS changes, coalesce(bit_xor(('x' || encode(substring(
          sha256(convert_to(stamp || encode(message_id, 'hex'), 'UTF8')) FOR 8), 'hex'))::bit(64)::bigint), 0) AS digest
        FROM postmeridian.change
        WHERE stamp >= r.low AND stamp < r.high AND country = ANY (?::text[]::char(2)[])) n
      ORDER BY r.place
      """;
  private static final String KEYS =
      """
      SELECT stamp, message_id FROM postmeridian.change
      WHERE stamp >= ? AND stamp < ? AND country = ANY (?::text[]::char(2)[])
      ORDER BY stamp, message_id LIMIT ?
      """;
  private final DataSource pool;

  PostgresLogDigests(DataSource pool) {
    this.pool = pool;
  }

  @Override
  public List<RangeDigest> digests(List<StampRange> ranges, List<Country> countries) {
    try (Connection c = pool.getConnection()) {
      c.setAutoCommit(false);
      try (var longer = c.createStatement();
          var sql = c.prepareStatement(DIGESTS)) {
        longer.execute(LONG);
        var rows = new Columns<>(c, ranges);
        sql.setArray(1, rows.texts(range -> bound(range.fromMillis())));
        sql.setArray(2, rows.texts(range -> bound(range.toMillis())));
        sql.setArray(3, new Columns<>(c, countries).texts(Country::code));
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
  public List<RecordKey> keys(StampRange range, List<Country> countries, int most) {
    try (Connection c = pool.getConnection();
        var sql = c.prepareStatement(KEYS)) {
      sql.setString(1, bound(range.fromMillis()));
      sql.setString(2, bound(range.toMillis()));
      sql.setArray(3, new Columns<>(c, countries).texts(Country::code));
      sql.setInt(4, most);
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

package dev.postmeridian.store;

import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.change.Stamp;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.LagCounter;
import dev.postmeridian.replication.PeerLag;
import dev.postmeridian.residency.Form;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** How far peers are behind this region's log, counted in the log itself. */
final class FeedLags implements LagCounter {
  private static final int MOST = 10_000;
  // A cursor of another incarnation is worth nothing: then the peer has to compare all of it.
  private static final String SQL =
      """
      SELECT k.class, count(h.stamp), coalesce(sum(h.bytes), 0), min(h.stamp COLLATE "C"),
        max(k.diverted), max(k.told_at)
      FROM (
        SELECT g.class, p.told_at, coalesce(p.diverted, 0) AS diverted,
          coalesce(p.tx, '0') AS tx, coalesce(p.id, 0) AS id
        FROM unnest(ARRAY[0, 1, 2]) g(class)
          LEFT JOIN postmeridian.feed_peer p ON p.peer = ? AND p.class = g.class
            AND p.incarnation = (SELECT name FROM postmeridian.incarnation)) k
        LEFT JOIN LATERAL (
          SELECT h.stamp, 200 + pg_column_size(h.fields) + coalesce(c.size, 0) AS bytes
          FROM postmeridian.change h
            LEFT JOIN postmeridian.content c ON c.message_id = h.message_id AND h.fields->'accepted' IS NOT NULL
          WHERE h.class = k.class AND (h.tx, h.id) > (k.tx, k.id)
            AND split_part(h.stamp, '+', 2) = ? AND h.country = ANY (?::text[]::char(2)[])
          ORDER BY h.tx, h.id LIMIT ?) h ON true
      GROUP BY k.class ORDER BY k.class
      """;
  // What has committed and may not be read yet tells how long it has waited.
  private static final String HOLDS_UP =
      """
      SELECT pid FROM pg_stat_activity
      WHERE backend_xid = pg_snapshot_xmin(pg_current_snapshot())::xid AND EXISTS (
        SELECT FROM postmeridian.change
        WHERE class IN (0, 1, 2) AND tx >= pg_snapshot_xmin(pg_current_snapshot()) AND stamp < ?)
      """;
  private final DataSource pool;
  private final RegionName here;

  FeedLags(DataSource pool, RegionName here) {
    this.pool = pool;
    this.here = here;
  }

  @Override
  public PeerLag of(RegionName peer, Form form, List<Country> countries, Instant now) {
    try (Connection c = pool.getConnection();
        var sql = c.prepareStatement(SQL)) {
      sql.setString(1, peer.value());
      sql.setString(2, here.value());
      sql.setArray(3, new Columns<>(c, countries).texts(Country::code));
      sql.setInt(4, MOST);
      var lags = new ArrayList<PeerLag.ClassLag>();
      Optional<Instant> told = Optional.empty();
      try (var rows = sql.executeQuery()) {
        while (rows.next()) {
          long records = rows.getLong(2);
          lags.add(
              new PeerLag.ClassLag(
                  ReplicationClass.of(rows.getInt(1)),
                  age(rows.getString(4), now),
                  records + rows.getLong(5),
                  rows.getLong(3),
                  rows.getLong(5),
                  records == MOST));
          Optional<Instant> heard =
              Optional.ofNullable(rows.getTimestamp(6)).map(Timestamp::toInstant);
          told = Stream.of(told, heard).flatMap(Optional::stream).max(Instant::compareTo);
        }
      }
      return new PeerLag(peer, form, lags, told);
    } catch (SQLException e) {
      throw new StorageException("can't count what peers do not have", e);
    }
  }

  @Override
  public OptionalInt holdsUp(Instant since) {
    try (Connection c = pool.getConnection();
        var sql = c.prepareStatement(HOLDS_UP)) {
      sql.setString(1, PostgresLogDigests.bound(since.toEpochMilli()));
      try (var row = sql.executeQuery()) {
        return row.next() ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
      }
    } catch (SQLException e) {
      throw new StorageException("can't tell which transaction holds up the feeds", e);
    }
  }

  private static Duration age(@Nullable String oldest, Instant now) {
    if (oldest == null) {
      return Duration.ZERO;
    }
    Duration age = Duration.between(Instant.ofEpochMilli(Stamp.parse(oldest).millis()), now);
    return age.isNegative() ? Duration.ZERO : age;
  }
}

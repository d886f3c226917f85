package dev.postmeridian.store;

import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.FeedCursor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** How far peers have stored this region's log, as they said last; written as seldom as tells. */
final class ToldCursors {
  private static final long TOLD_NANOS = Duration.ofSeconds(5).toNanos();

  /** What a peer said last, written when. */
  private record Told(FeedCursor cursor, long diverted, long at) {
    boolean says(FeedCursor now, long divertedNow) {
      return cursor.equals(now) && diverted == divertedNow && System.nanoTime() - at < TOLD_NANOS;
    }
  }

  private static final String STORED =
      """
      INSERT INTO postmeridian.feed_peer (peer, class, incarnation, tx, id, diverted)
      SELECT ?, ?, ?, ?::text::xid8, ?, ? FROM (SELECT set_config('synchronous_commit', 'off', true)) unflushed
      ON CONFLICT (peer, class) DO UPDATE SET incarnation = excluded.incarnation, tx = excluded.tx, id = excluded.id,
        diverted = excluded.diverted, told_at = now()
      """;
  private final DataSource pool;
  private final Map<String, Told> told = new ConcurrentHashMap<>();

  ToldCursors(DataSource pool) {
    this.pool = pool;
  }

  void stored(
      RegionName peer, ReplicationClass replicationClass, FeedCursor stored, long diverted) {
    String who = peer + "/" + replicationClass;
    Told last = told.get(who);
    if (last != null && last.says(stored, diverted)) {
      return;
    }
    told.put(who, new Told(stored, diverted, System.nanoTime()));
    try (Connection c = pool.getConnection();
        var sql = c.prepareStatement(STORED)) {
      sql.setString(1, peer.value());
      sql.setInt(2, replicationClass.number());
      sql.setString(3, stored.incarnation());
      sql.setString(4, Long.toString(stored.position().tx()));
      sql.setLong(5, stored.position().id());
      sql.setLong(6, diverted);
      sql.executeUpdate();
    } catch (SQLException e) {
      throw new StorageException("can't note how far a peer has got", e);
    }
  }
}

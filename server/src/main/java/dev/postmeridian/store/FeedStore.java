package dev.postmeridian.store;

import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.FeedDuties;
import dev.postmeridian.replication.FeedInbox;
import dev.postmeridian.replication.FeedLog;
import dev.postmeridian.replication.LagCounter;
import dev.postmeridian.replication.Sharing;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** What the region's database keeps for feeds, its own and those of its peers. */
public final class FeedStore implements FeedDuties, AutoCloseable {
  // Held by whoever renews it; taken once it has run out.
  private static final String LEAD =
      """
      INSERT INTO postmeridian.feed_lease AS l (holder, until)
      SELECT ?, now() + make_interval(secs => ?) FROM (SELECT set_config('synchronous_commit', 'off', true)) unflushed
      ON CONFLICT (one) DO UPDATE SET holder = excluded.holder, until = excluded.until
        WHERE l.holder = excluded.holder OR l.until < now()
      """;
  private static final String RESIGN = "DELETE FROM postmeridian.feed_lease WHERE holder = ?";
  private static final String COMPARED = "SELECT at FROM postmeridian.feed_compared WHERE peer = ?";
  private static final String COMPARE =
      """
      INSERT INTO postmeridian.feed_compared (peer, at) VALUES (?, ?)
      ON CONFLICT (peer) DO UPDATE SET at = excluded.at
      """;
  private static final String COMPARE_AGAIN =
      "DELETE FROM postmeridian.feed_compared WHERE peer = ?";
  // Cursors are past what was not for this region when they came by it.
  private static final String SHARE =
      """
      WITH now AS (SELECT ?::text AS peer, ?::text[] AS clear, ?::text[] AS sealed),
      known AS (SELECT s.* FROM postmeridian.feed_shared s, now WHERE s.peer = now.peer FOR UPDATE),
      compared AS (
        DELETE FROM postmeridian.feed_compared f USING now
        WHERE f.peer = now.peer AND NOT now.clear <@ coalesce((SELECT clear FROM known), '{}')),
      again AS (
        DELETE FROM postmeridian.feed_cursor f USING now
        WHERE f.source = now.peer AND f.origin = now.peer
          AND NOT now.sealed <@ coalesce((SELECT sealed FROM known), '{}'))
      INSERT INTO postmeridian.feed_shared (peer, clear, sealed) SELECT * FROM now
      ON CONFLICT (peer) DO UPDATE SET clear = excluded.clear, sealed = excluded.sealed
      """;
  private final AtomicLong comparesAsked = new AtomicLong();
  private final DataSource pool;
  private final LogWatch watch;
  private final FeedLog log;
  private final FeedInbox inbox;
  private final FeedLags lags;

  /**
   * @param shelf where sealed copies go; without one they stand in quarantine
   * @param onTakenOver called when there are messages of a lost region to decide
   */
  FeedStore(
      DataSource pool,
      RegionName here,
      PostgresMessageIdKeys idKeys,
      Optional<SealedShelf> shelf,
      Runnable onTakenOver) {
    this.pool = pool;
    this.watch = new LogWatch(pool);
    this.log = new PostgresFeedLog(pool, watch, idKeys);
    this.inbox = new PostgresFeedInbox(pool, idKeys, shelf, onTakenOver);
    this.lags = new FeedLags(pool, here);
  }

  /** This region's log, for its peers. */
  public FeedLog log() {
    return log;
  }

  /** Where what comes from peers is stored. */
  public FeedInbox inbox() {
    return inbox;
  }

  /** How far peers are behind. */
  public LagCounter lags() {
    return lags;
  }

  /** Says that this node has written to the log: who waits for it looks at once. */
  public void wake() {
    watch.wake();
  }

  @Override
  public void close() {
    watch.close();
  }

  @Override
  public boolean leads(String node, Duration lease) {
    try (Connection c = pool.getConnection();
        var sql = c.prepareStatement(LEAD)) {
      sql.setString(1, node);
      sql.setDouble(2, lease.toMillis() / 1000.0);
      return sql.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new StorageException("can't tell which node pulls", e);
    }
  }

  @Override
  public void resign(String node) {
    try (Connection c = pool.getConnection();
        var sql = c.prepareStatement(RESIGN)) {
      sql.setString(1, node);
      sql.executeUpdate();
    } catch (SQLException e) {
      throw new StorageException("can't let another node pull", e);
    }
  }

  @Override
  public void shares(RegionName peer, Sharing sharing) {
    Transaction.run(
        pool,
        "can't note what a peer shares",
        c -> {
          try (var sql = c.prepareStatement(SHARE)) {
            sql.setString(1, peer.value());
            sql.setArray(2, new Columns<>(c, sharing.clear()).texts(Country::code));
            sql.setArray(3, new Columns<>(c, sharing.sealed()).texts(Country::code));
            return sql.executeUpdate();
          }
        });
  }

  @Override
  public Optional<Instant> compared(RegionName peer) {
    try (Connection c = pool.getConnection();
        var sql = c.prepareStatement(COMPARED)) {
      sql.setString(1, peer.value());
      try (var row = sql.executeQuery()) {
        return row.next() ? Optional.of(row.getTimestamp(1).toInstant()) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new StorageException("can't tell when logs were compared", e);
    }
  }

  @Override
  public void compared(RegionName peer, Instant at) {
    try (Connection c = pool.getConnection();
        var sql = c.prepareStatement(COMPARE)) {
      sql.setString(1, peer.value());
      sql.setTimestamp(2, Timestamp.from(at));
      sql.executeUpdate();
    } catch (SQLException e) {
      throw new StorageException("can't note when logs were compared", e);
    }
  }

  @Override
  public void compareAgain(RegionName peer) {
    try (Connection c = pool.getConnection();
        var sql = c.prepareStatement(COMPARE_AGAIN)) {
      sql.setString(1, peer.value());
      sql.executeUpdate();
      comparesAsked.incrementAndGet();
    } catch (SQLException e) {
      throw new StorageException("can't let logs be compared again", e);
    }
  }

  @Override
  public long comparesAsked() {
    return comparesAsked.get();
  }
}

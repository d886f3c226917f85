package dev.postmeridian.store;

import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.replication.LogPosition;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Where each class of the log ends, for all who wait for it to go on. It is asked of the database:
 * at once after this node has written, then often for a second, because a row counts only once no
 * older transaction is open; and otherwise a few times a second, for what the region's other nodes
 * write, however many wait. A notification within each commit would make senders wait for each
 * other.
 */
final class LogWatch {
  private static final String HEADS =
      """
      SELECT k.class, last.tx::text::bigint, last.id
      FROM unnest(ARRAY[0, 1, 2]) k(class), LATERAL (
        SELECT tx, id FROM postmeridian.change
        WHERE class = k.class AND tx < pg_snapshot_xmin(pg_current_snapshot())
        ORDER BY tx DESC, id DESC LIMIT 1) last
      """;
  private static final long BUSY_LOOK_MILLIS = 40;
  private static final long IDLE_LOOK_MILLIS = 250;
  private static final long BUSY_NANOS = Duration.ofSeconds(1).toNanos();
  private final DataSource pool;
  private Map<ReplicationClass, LogPosition> heads = Map.of();
  private long lookedAt = System.nanoTime() - Duration.ofMinutes(1).toNanos();
  private long writtenAt = lookedAt;
  private long written;
  private long seen;

  LogWatch(DataSource pool) {
    this.pool = pool;
  }

  /** Says that this node has written to the log. */
  synchronized void wake() {
    written++;
    writtenAt = System.nanoTime();
    notifyAll();
  }

  /** The last row of a class that feeds may read, as it is now. */
  synchronized LogPosition head(ReplicationClass replicationClass) {
    look();
    return last(replicationClass);
  }

  /** Waits until a class goes on after this row; false if it does not within the patience. */
  synchronized boolean await(
      ReplicationClass replicationClass, LogPosition after, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      if (seen < written || System.nanoTime() - lookedAt >= lookMillis() * 1_000_000) {
        look();
      }
      if (last(replicationClass).compareTo(after) > 0) {
        return true;
      }
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      try {
        wait(Math.min(left, lookMillis()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  private long lookMillis() {
    return System.nanoTime() - writtenAt < BUSY_NANOS ? BUSY_LOOK_MILLIS : IDLE_LOOK_MILLIS;
  }

  private LogPosition last(ReplicationClass replicationClass) {
    return heads.getOrDefault(replicationClass, LogPosition.START);
  }

  private void look() {
    long before = written;
    try (Connection c = pool.getConnection();
        var sql = c.prepareStatement(HEADS);
        var rows = sql.executeQuery()) {
      var now = new EnumMap<ReplicationClass, LogPosition>(ReplicationClass.class);
      while (rows.next()) {
        now.put(
            ReplicationClass.of(rows.getInt(1)), new LogPosition(rows.getLong(2), rows.getLong(3)));
      }
      heads = now;
      seen = before;
      lookedAt = System.nanoTime();
    } catch (SQLException e) {
      throw new StorageException("can't read where the log ends", e);
    }
  }
}

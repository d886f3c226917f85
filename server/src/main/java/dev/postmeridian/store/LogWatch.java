package dev.postmeridian.store;

import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.replication.LogPosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * Where each class of the log ends, for all who wait for it to go on: one of them looks, the others
 * sleep until it has seen something. The database is asked at once after this node has written,
 * then often for a second, because a row counts only once no older transaction is open; and
 * otherwise a few times a second, for what the region's other nodes write. A notification within
 * each commit would make senders wait for each other.
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
  private static final long BUSY_LOOK_NANOS = Duration.ofMillis(40).toNanos();
  private static final long IDLE_LOOK_NANOS = Duration.ofMillis(400).toNanos();
  private static final long BUSY_NANOS = Duration.ofSeconds(1).toNanos();
  private final DataSource pool;
  private final Semaphore written = new Semaphore(1);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition seen = lock.newCondition();
  private volatile Map<ReplicationClass, LogPosition> heads = Map.of();
  private volatile long writtenAt = System.nanoTime() - BUSY_NANOS;
  private boolean isLookedAt;
  private long lookedAt;

  LogWatch(DataSource pool) {
    this.pool = pool;
  }

  /** Says that this node has written to the log; waits for nobody. */
  void wake() {
    writtenAt = System.nanoTime();
    if (written.availablePermits() == 0) {
      written.release();
    }
  }

  /** The last row of a class that feeds may read, as it is now. */
  LogPosition head(ReplicationClass replicationClass) {
    try (Connection c = pool.getConnection();
        var sql = c.prepareStatement(HEADS)) {
      return last(heads(sql), replicationClass);
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /** Waits until a class goes on after this row; false if it does not within the patience. */
  boolean await(ReplicationClass replicationClass, LogPosition after, Duration patience) {
    var wait = new Wait(replicationClass, after, System.nanoTime() + patience.toNanos());
    try {
      while (hasToLook(wait)) {
        lookFor(wait);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return hasGoneOn(wait);
  }

  private record Wait(ReplicationClass replicationClass, LogPosition after, long end) {
    long left() {
      return end - System.nanoTime();
    }
  }

  private boolean isOver(Wait wait) {
    return hasGoneOn(wait) || wait.left() <= 0;
  }

  private boolean hasGoneOn(Wait wait) {
    return last(heads, wait.replicationClass()).compareTo(wait.after()) > 0;
  }

  /** Sleeps until it is over, or this one's turn to look. */
  private boolean hasToLook(Wait wait) throws InterruptedException {
    lock.lock();
    try {
      while (isLookedAt && !isOver(wait)) {
        seen.await(wait.left(), TimeUnit.NANOSECONDS);
      }
      if (isOver(wait)) {
        return false;
      }
      isLookedAt = true;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void lookFor(Wait wait) throws InterruptedException {
    try (Connection c = pool.getConnection();
        var sql = c.prepareStatement(HEADS)) {
      while (!isOver(wait)) {
        long pause = lookedAt + betweenLooks() - System.nanoTime();
        written.tryAcquire(Math.min(wait.left(), pause), TimeUnit.NANOSECONDS);
        found(heads(sql));
      }
    } catch (SQLException e) {
      throw unreadable(e);
    } finally {
      tell(() -> isLookedAt = false); // another one looks on
    }
  }

  private long betweenLooks() {
    return System.nanoTime() - writtenAt < BUSY_NANOS ? BUSY_LOOK_NANOS : IDLE_LOOK_NANOS;
  }

  private void found(Map<ReplicationClass, LogPosition> now) {
    lookedAt = System.nanoTime();
    if (!now.equals(heads)) {
      tell(() -> heads = now);
    }
  }

  private void tell(Runnable what) {
    lock.lock();
    try {
      what.run();
      seen.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static Map<ReplicationClass, LogPosition> heads(PreparedStatement sql)
      throws SQLException {
    var heads = new EnumMap<ReplicationClass, LogPosition>(ReplicationClass.class);
    try (var rows = sql.executeQuery()) {
      while (rows.next()) {
        heads.put(
            ReplicationClass.of(rows.getInt(1)), new LogPosition(rows.getLong(2), rows.getLong(3)));
      }
    }
    return heads;
  }

  private static LogPosition last(
      Map<ReplicationClass, LogPosition> heads, ReplicationClass replicationClass) {
    return heads.getOrDefault(replicationClass, LogPosition.START);
  }

  private static StorageException unreadable(SQLException e) {
    return new StorageException("can't read where the log ends", e);
  }
}

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
import org.jspecify.annotations.Nullable;

/**
 * Where each class of the log ends, for all who wait for it to go on: one thread looks for them,
 * while there are any. The database is asked at once after this node has written, unless it has
 * just been asked, then often for a second, because a row counts only once no older transaction is
 * open; and otherwise twice a second, for what the region's other nodes write. A notification
 * within each commit would make senders wait for each other.
 */
final class LogWatch implements AutoCloseable {
  private static final String HEADS =
      """
      SELECT k.class, last.tx::text::bigint, last.id
      FROM unnest(ARRAY[0, 1, 2]) k(class), LATERAL (
        SELECT tx, id FROM postmeridian.change
        WHERE class = k.class AND tx < pg_snapshot_xmin(pg_current_snapshot())
        ORDER BY tx DESC, id DESC LIMIT 1) last
      """;
  // A region in a flood commits hundreds of times a second, and each news costs each feed a search.
  private static final long CLOSEST_LOOK_NANOS = Duration.ofMillis(20).toNanos();
  private static final long BUSY_LOOK_NANOS = Duration.ofMillis(40).toNanos();
  private static final long IDLE_LOOK_NANOS = Duration.ofMillis(500).toNanos();
  private static final long BUSY_NANOS = Duration.ofSeconds(1).toNanos();
  private final DataSource pool;
  private final Semaphore written = new Semaphore(1);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition awaited = lock.newCondition();
  private final Condition seen = lock.newCondition();
  private final Thread thread;
  private volatile long writtenAt = System.nanoTime() - BUSY_NANOS;
  private Map<ReplicationClass, LogPosition> heads = Map.of();
  private int waiting;
  private @Nullable StorageException failure;
  private long lookedAt = writtenAt;

  LogWatch(DataSource pool) {
    this.pool = pool;
    this.thread = Thread.ofPlatform().name("log-watch").daemon().start(this::run);
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

  /**
   * Waits until a class goes on after this row.
   *
   * @return false if it does not within the patience
   * @throws StorageException if the database does not tell
   */
  boolean await(ReplicationClass replicationClass, LogPosition after, Duration patience) {
    long left = patience.toNanos();
    lock.lock();
    waiting++;
    awaited.signal();
    try {
      var failedBefore = failure;
      while (last(heads, replicationClass).compareTo(after) <= 0 && left > 0) {
        left = seen.awaitNanos(left);
        if (failure != null && !failure.equals(failedBefore)) {
          throw failure;
        }
      }
      return last(heads, replicationClass).compareTo(after) > 0;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      waiting--;
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (true) {
        untilAwaited();
        try (Connection c = pool.getConnection();
            var sql = c.prepareStatement(HEADS)) {
          lookWhileAwaited(sql);
        } catch (SQLException | RuntimeException e) {
          tell(() -> failure = unreadable(e));
          TimeUnit.NANOSECONDS.sleep(IDLE_LOOK_NANOS);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private void untilAwaited() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting == 0) {
        awaited.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private void lookWhileAwaited(PreparedStatement sql) throws SQLException, InterruptedException {
    do {
      if (written.tryAcquire(untilAfterLook(betweenLooks()), TimeUnit.NANOSECONDS)) {
        TimeUnit.NANOSECONDS.sleep(untilAfterLook(CLOSEST_LOOK_NANOS));
      }
      found(heads(sql));
    } while (isAwaited());
  }

  private boolean isAwaited() {
    lock.lock();
    try {
      return waiting > 0;
    } finally {
      lock.unlock();
    }
  }

  private long untilAfterLook(long nanos) {
    return lookedAt + nanos - System.nanoTime();
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

  private static StorageException unreadable(Exception e) {
    return new StorageException("can't read where the log ends", e);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}

package dev.postmeridian.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after a region's database: starts it again if it died, makes the log's partitions of the
 * days to come, erases what has been kept long enough.
 */
public final class Upkeep implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
  private static final long WATCH_MILLIS = 1000;
  private static final Duration ROUND = Duration.ofMinutes(10);
  private static final int DAYS_AHEAD = 3;
  private static final int MOST_BATCHES = 50;
  private final DataSource pool;
  private final Erasure erasure;
  private final ForeignMail foreignMail;
  private final RetentionPolicy retention;
  private final Runnable ensureRunning;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  /**
   * @param ensureRunning called about once a second; does nothing for an external database
   */
  Upkeep(
      DataSource pool,
      Erasure erasure,
      ForeignMail foreignMail,
      RetentionPolicy retention,
      Runnable ensureRunning) {
    this.pool = pool;
    this.erasure = erasure;
    this.foreignMail = foreignMail;
    this.retention = retention;
    this.ensureRunning = ensureRunning;
    this.thread = Thread.ofPlatform().name("upkeep").daemon().start(this::run);
  }

  private void run() {
    Instant next = Instant.now();
    try {
      while (!closing.await(WATCH_MILLIS, TimeUnit.MILLISECONDS)) {
        if (watched() && !Instant.now().isBefore(next)) {
          round();
          next = Instant.now().plus(ROUND);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean watched() {
    try {
      ensureRunning.run();
      return true;
    } catch (StartException e) {
      log.error("the database is down and can't be started: {}", e.getMessage());
    } catch (RuntimeException e) {
      log.error("the database is down and can't be started: {}", e.getClass().getName());
    }
    return false;
  }

  private void round() {
    try {
      prepareDays();
      foreignMail.count();
      for (int i = 0; i < MOST_BATCHES && closing.getCount() > 0; i++) {
        if (erasure.eraseExpired(retention, Instant.now()) < retention.batch()) {
          break;
        }
      }
    } catch (SQLException | RuntimeException e) {
      // its message may quote a row; a round that fails must not end the rounds
      log.warn("upkeep of the database failed and will be tried again: {}", e.getClass().getName());
    }
  }

  private void prepareDays() throws SQLException {
    try (Connection c = pool.getConnection();
        var sql = c.prepareStatement("SELECT postmeridian.prepare_days(?)")) {
      sql.setInt(1, DAYS_AHEAD);
      sql.execute();
    }
  }

  /** Stops looking after it. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(Duration.ofSeconds(15));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

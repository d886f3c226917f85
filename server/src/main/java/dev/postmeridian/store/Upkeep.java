package dev.postmeridian.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after a region's database: starts it again if it died, makes the log's partitions of the
 * months to come, erases what has been kept long enough.
 */
public final class Upkeep implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
  private static final long WATCH_MILLIS = 1000;
  // Short at first: a region that was away is told by its peers what was to be erased meanwhile.
  private static final Duration FIRST_ROUND = Duration.ofSeconds(1);
  private static final Duration SHORT_ROUND = Duration.ofSeconds(10);
  private static final Duration ROUND = Duration.ofMinutes(10);
  private static final Duration LONG_ROUND = Duration.ofHours(1);
  private static final Duration ERASING = Duration.ofSeconds(1);
  private static final long BREATH_MILLIS = 20;
  private static final int MONTHS_AHEAD = 1;
  private static final Duration LATE = Duration.ofHours(1);
  private final DataSource pool;
  private final Erasure erasure;
  private final RetentionPolicy retention;
  private final Runnable ensureRunning;
  private final List<Chore> chores;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile String outage = "";

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
    this.retention = retention;
    this.ensureRunning = ensureRunning;
    this.chores =
        List.of(
            new Chore("erasing what was kept long enough", FIRST_ROUND, ROUND, this::erase),
            new Chore("preparing the log for the months to come", LONG_ROUND, this::prepare),
            new Chore("hiding mail whose transfer has ended", SHORT_ROUND, foreignMail::follow),
            new Chore("looking for mail of other law", LONG_ROUND, foreignMail::look));
    this.thread = Thread.ofPlatform().name("upkeep").daemon().start(this::run);
  }

  /** Why the database is down and what to do, in words without content; empty if it runs. */
  public Optional<String> outage() {
    return Optional.of(outage).filter(why -> !why.isEmpty());
  }

  /** What it can't do, or not fast enough, in words without content. */
  public Optional<String> trouble() {
    return chores.stream().flatMap(chore -> chore.trouble().stream()).findFirst().or(this::late);
  }

  private Optional<String> late() {
    Duration overdue = erasure.overdue();
    return overdue.compareTo(LATE) <= 0
        ? Optional.empty()
        : Optional.of(
            "mail is here %d h longer than retention says: it is being erased, oldest first"
                .formatted(overdue.toHours()));
  }

  private void run() {
    try {
      while (!closing.await(WATCH_MILLIS, TimeUnit.MILLISECONDS)) {
        if (watched()) {
          chores.forEach(Chore::run);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean watched() {
    try {
      ensureRunning.run();
      outage = "";
      return true;
    } catch (StartException e) {
      down(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      down(e.getClass().getName());
    }
    return false;
  }

  private void down(String why) {
    outage =
        "the database is down and can't be started: "
            + why.replaceAll("\\s+", " ").replaceFirst("\\.$", "");
    log.error(outage);
  }

  // Goes on while batches are full, and breathes in between: senders wait for the same disk.
  private boolean erase() {
    long end = System.nanoTime() + ERASING.toNanos();
    while (erasure.eraseExpired(retention, Instant.now()) >= retention.batch()) {
      if (isClosed(BREATH_MILLIS) || System.nanoTime() - end >= 0) {
        return true;
      }
    }
    return false;
  }

  private boolean isClosed(long patienceMillis) {
    try {
      return closing.await(patienceMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private boolean prepare() throws SQLException {
    try (Connection c = pool.getConnection();
        var sql = c.prepareStatement("SELECT postmeridian.prepare_months(?)")) {
      sql.setInt(1, MONTHS_AHEAD);
      sql.execute();
    }
    return false;
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

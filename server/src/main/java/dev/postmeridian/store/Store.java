package dev.postmeridian.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.postmeridian.change.HybridClock;
import dev.postmeridian.change.Stamp;
import dev.postmeridian.desk.Desk;
import dev.postmeridian.jobs.Jobs;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.telemetry.Backlog;
import dev.postmeridian.triage.Queue;
import java.sql.SQLException;
import java.util.List;

/** A node's way into its region's database: brings the schema to this version, opens the pools. */
public final class Store implements AutoCloseable {
  private final HikariDataSource workers;
  private final HikariDataSource consoles;
  private final PostgresAcceptedLog acceptedLog;
  private final PostgresDesk desk;
  private final MessageIdKeys messageIdKeys;
  private final PostgresJobs triageJobs;
  private final Jobs indexJobs;
  private final Erasure erasure;

  /**
   * Opens the region's database.
   *
   * @param clock makes this node's stamps; it observes the newest one the database knows
   * @param queues as the deployment file lists them
   * @param onAccepted called after each commit of new mail: wakes the worker
   * @throws StartException if the database can't be reached or belongs to another version
   */
  public Store(
      DatabaseAddress address,
      RegionName region,
      HybridClock clock,
      List<Queue> queues,
      StoreLimits limits,
      Runnable onAccepted) {
    Schema.migrate(address);
    workers = pool(address, address.worker(), limits.workerConnections(), limits);
    consoles = pool(address, address.console(), limits.consoleConnections(), limits);
    observeNewest(clock);
    messageIdKeys = new MessageIdKeys(workers);
    acceptedLog =
        new PostgresAcceptedLog(
            workers, new AcceptStatement(clock, region), limits.log(), onAccepted);
    triageJobs = new PostgresJobs(workers, "triage", new TriageEffect(clock));
    indexJobs = new PostgresJobs(workers, "index", new IndexEffect());
    erasure = new Erasure(workers, clock);
    desk = new PostgresDesk(new ActorTransactions(consoles), clock, queues);
  }

  /** Where accepted mail is made durable. */
  public PostgresAcceptedLog acceptedLog() {
    return acceptedLog;
  }

  /** The region's mail as its people see it. */
  public Desk desk() {
    return desk;
  }

  /** Messages to decide. */
  public Jobs triageJobs() {
    return triageJobs;
  }

  /** What waits to be decided. */
  public Backlog backlog() {
    return triageJobs.backlog();
  }

  /** Messages to index for the search. */
  public Jobs indexJobs() {
    return indexJobs;
  }

  /** What erases messages. */
  public Erasure erasure() {
    return erasure;
  }

  /** Looks after the database while this node lives; the caller closes it before this store. */
  public Upkeep upkeep(RetentionPolicy retention, Runnable ensureRunning) {
    return new Upkeep(workers, erasure, retention, ensureRunning);
  }

  /** The keys of message ids. */
  public MessageIdKeys messageIdKeys() {
    return messageIdKeys;
  }

  /** Finishes what is being written, then closes the connections. */
  @Override
  public void close() {
    acceptedLog.close();
    workers.close();
    consoles.close();
  }

  private void observeNewest(HybridClock clock) {
    try (var c = workers.getConnection();
        var sql = c.prepareStatement("SELECT max(stamp) FROM postmeridian.change");
        var row = sql.executeQuery()) {
      row.next();
      String newest = row.getString(1);
      if (newest != null) {
        clock.observe(Stamp.parse(newest));
      }
    } catch (SQLException e) {
      throw new StorageException("can't read the newest stamp", e);
    }
  }

  private static HikariDataSource pool(
      DatabaseAddress address, ServiceRole role, int connections, StoreLimits limits) {
    var config = new HikariConfig();
    config.setPoolName(role.name());
    config.setJdbcUrl(address.url());
    config.setUsername(role.name());
    config.setPassword(role.password());
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(limits.connectionTimeout().toMillis());
    config.setInitializationFailTimeout(limits.connectionTimeout().toMillis());
    // The details of the server's errors carry rows: they must not get into our log.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    config.addDataSourceProperty("ApplicationName", "postmeridian");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("prepareThreshold", "3");
    return new HikariDataSource(config);
  }
}

package dev.postmeridian.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * The connections of a node to its region's database: those of its workers, of people at the
 * console, and of what other regions read and bring.
 */
final class Pools implements AutoCloseable {
  // Whatever the server's or the role's default is; waiting for a replica to apply is more still.
  private static final String FLUSHED =
      """
      SELECT set_config('synchronous_commit', CASE current_setting('synchronous_commit')
        WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, false)
      """;
  // Workers look rows up by their keys. A plan made while tables are empty is kept until they are
  // analyzed, and reads them whole, or all that waits: a claim took 30 ms with 90,000 mails
  // waiting.
  private static final String LOOKING_UP =
      """
      SELECT set_config(name, 'off', false)
      FROM unnest(ARRAY['enable_seqscan', 'enable_bitmapscan', 'enable_hashjoin', 'enable_mergejoin'])
        name;
      """;

  static {
    // A connection that was used so lately is not asked whether it lives before it is used again:
    // each of the few threads that look after things every second or two would ask each time.
    System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "3000");
  }

  private final HikariDataSource workers;
  private final HikariDataSource consoles;
  private final HikariDataSource peers;
  private final LifeSign lifeSign = new LifeSign(this::ping);

  /**
   * Opens the first of each.
   *
   * @throws StartException if the server is not safe for mail
   */
  Pools(DatabaseAddress address, StoreLimits limits) {
    workers =
        pool(address, address.worker(), LOOKING_UP + FLUSHED, limits.workerConnections(), limits);
    consoles = pool(address, address.console(), FLUSHED, limits.consoleConnections(), limits);
    peers = pool(address, address.worker(), LOOKING_UP + FLUSHED, limits.feedConnections(), limits);
    try {
      checkSettings(address);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  DataSource workers() {
    return workers;
  }

  DataSource consoles() {
    return consoles;
  }

  DataSource peers() {
    return peers;
  }

  /** Whether the database answers within a second. */
  boolean answer() {
    return lifeSign.isGiven();
  }

  private void ping() {
    // Of the workers, whose statements are short: people's searches may hold all of the consoles'.
    try (Connection c = workers.getConnection();
        var sql = c.createStatement()) {
      sql.execute("SELECT 1");
    } catch (SQLException e) {
      throw new StorageException("the database does not answer", e);
    }
  }

  // A role or a database may be set otherwise than the server: asked as whom we work.
  private void checkSettings(DatabaseAddress address) {
    for (DataSource pool : List.of(workers, consoles)) {
      try (Connection c = pool.getConnection()) {
        ServerSettings.check(c, address);
      } catch (SQLException e) {
        throw new StorageException("can't read the server's settings", e);
      }
    }
  }

  @Override
  public void close() {
    workers.close();
    consoles.close();
    peers.close();
  }

  private static HikariDataSource pool(
      DatabaseAddress address,
      ServiceRole role,
      String start,
      int connections,
      StoreLimits limits) {
    var config = new HikariConfig();
    config.setPoolName(role.name());
    config.setJdbcUrl(address.url());
    config.setUsername(role.name());
    config.setPassword(role.password());
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(limits.connectionTimeout().toMillis());
    config.setInitializationFailTimeout(limits.connectionTimeout().toMillis());
    config.setConnectionInitSql(start);
    // The details of the server's errors carry rows: they must not get into our log.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    config.addDataSourceProperty("ApplicationName", "postmeridian");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("socketTimeout", String.valueOf(limits.patience().toSeconds()));
    config.addDataSourceProperty("prepareThreshold", "3");
    return new HikariDataSource(config);
  }
}

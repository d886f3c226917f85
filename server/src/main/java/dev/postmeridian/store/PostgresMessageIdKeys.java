package dev.postmeridian.store;

import dev.postmeridian.intake.AcceptedLog;
import dev.postmeridian.intake.MessageIdKeys;
import dev.postmeridian.region.Country;
import dev.postmeridian.replication.FeedSource.IdKey;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * The secrets that message ids are made with: one for each country, made on first use and kept in
 * the region's database, so that all its nodes give one mail one id. Lawful regions of a country
 * agree on one: of two, the older is kept.
 */
public final class PostgresMessageIdKeys implements MessageIdKeys {
  private static final int BYTES = 32;

  /** Another node may have agreed on another key meanwhile. */
  private static final Duration GOOD_FOR = Duration.ofSeconds(10);

  private static final String PREFIX = "message-id/";

  private record Known(IdKey key, long at) {
    boolean isFresh() {
      return System.nanoTime() - at < GOOD_FOR.toNanos();
    }
  }

  private final DataSource pool;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();

  PostgresMessageIdKeys(DataSource pool) {
    this.pool = pool;
  }

  @Override
  public byte[] keyFor(Country mailboxes) {
    return key(PREFIX + mailboxes).key();
  }

  private IdKey key(String name) {
    Known before = known.get(name);
    if (before != null && before.isFresh()) {
      return before.key();
    }
    return known.compute(name, (_, old) -> old != null && old.isFresh() ? old : load(name)).key();
  }

  private Known load(String name) {
    try (Connection c = pool.getConnection()) {
      Optional<IdKey> found = read(c, name);
      if (found.isEmpty()) {
        make(c, name);
        found = read(c, name);
      }
      return new Known(found.orElseThrow(), System.nanoTime());
    } catch (SQLException e) {
      throw new AcceptedLog.UnavailableException("can't read the key of message ids", e);
    }
  }

  private static Optional<IdKey> read(Connection c, String name) throws SQLException {
    try (var sql =
        c.prepareStatement("SELECT value, made_at FROM postmeridian.secret WHERE name = ?")) {
      sql.setString(1, name);
      try (var row = sql.executeQuery()) {
        return row.next()
            ? Optional.of(new IdKey(row.getBytes(1), row.getTimestamp(2).toInstant()))
            : Optional.empty();
      }
    }
  }

  private void make(Connection c, String name) throws SQLException {
    byte[] fresh = new byte[BYTES];
    random.nextBytes(fresh);
    try (var sql =
        c.prepareStatement(
            "INSERT INTO postmeridian.secret (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
      sql.setString(1, name);
      sql.setBytes(2, fresh);
      sql.executeUpdate();
    }
  }

  /**
   * The keys of these countries, for another of their lawful regions.
   *
   * @param make whether to make those that are not there
   */
  Map<Country, IdKey> shared(List<Country> countries, boolean make) {
    var keys = new HashMap<Country, IdKey>();
    try (Connection c = pool.getConnection()) {
      for (Country country : countries) {
        if (make) {
          keys.put(country, key(PREFIX + country));
        } else {
          read(c, PREFIX + country).ifPresent(key -> keys.put(country, key));
        }
      }
      return keys;
    } catch (SQLException e) {
      throw new StorageException("can't read the keys of message ids", e);
    }
  }

  /** Keeps what another lawful region has, if it is older. */
  void keepOlder(Country country, IdKey key) {
    try (Connection c = pool.getConnection();
        var sql = c.prepareStatement("SELECT postmeridian.keep_older_secret(?, ?, ?)")) {
      sql.setString(1, PREFIX + country);
      sql.setBytes(2, key.key());
      sql.setTimestamp(3, Timestamp.from(key.madeAt()));
      sql.execute();
      known.remove(PREFIX + country);
    } catch (SQLException e) {
      throw new StorageException("can't keep a key of message ids", e);
    }
  }
}

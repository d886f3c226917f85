package dev.postmeridian.store;

import dev.postmeridian.intake.AcceptedLog;
import dev.postmeridian.intake.MessageIdKeys;
import dev.postmeridian.region.Country;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * The secrets that message ids are made with: one for each country, made on first use and kept in
 * the region's database, so that all its nodes give one mail one id.
 */
public final class PostgresMessageIdKeys implements MessageIdKeys {
  private static final int BYTES = 32;
  private final DataSource pool;
  private final Map<String, byte[]> known = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();

  PostgresMessageIdKeys(DataSource pool) {
    this.pool = pool;
  }

  @Override
  public byte[] keyFor(Country mailboxes) {
    return known.computeIfAbsent("message-id/" + mailboxes, this::load);
  }

  private byte[] load(String name) {
    try (Connection c = pool.getConnection();
        var insert =
            c.prepareStatement(
                "INSERT INTO postmeridian.secret (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING");
        var select = c.prepareStatement("SELECT value FROM postmeridian.secret WHERE name = ?")) {
      byte[] fresh = new byte[BYTES];
      random.nextBytes(fresh);
      insert.setString(1, name);
      insert.setBytes(2, fresh);
      insert.executeUpdate();
      select.setString(1, name);
      try (var row = select.executeQuery()) {
        row.next();
        return row.getBytes(1);
      }
    } catch (SQLException e) {
      throw new AcceptedLog.UnavailableException("can't read the key of message ids", e);
    }
  }
}

package dev.postmeridian.store;

import dev.postmeridian.region.RegionName;
import dev.postmeridian.sealing.PeerKeys;
import dev.postmeridian.sealing.PublicKey;
import dev.postmeridian.sealing.RegionKeys.CurrentKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What peers are sealed to, in the region's database: read again each second. */
public final class PostgresPeerKeys implements PeerKeys {
  private static final String REMEMBER =
      """
      INSERT INTO postmeridian.peer_key AS known (region, public_key, escrowed) VALUES (?, ?, ?)
      ON CONFLICT (region) DO UPDATE SET public_key = excluded.public_key,
        escrowed = excluded.escrowed, told_at = now()
      WHERE (known.public_key, known.escrowed) <> (excluded.public_key, excluded.escrowed)
      """;
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
  private final DataSource pool;
  private volatile @Nullable Read read;

  private record Read(Map<RegionName, CurrentKey> keys, long nanos) {}

  PostgresPeerKeys(DataSource pool) {
    this.pool = pool;
  }

  @Override
  public Optional<CurrentKey> of(RegionName peer) {
    Read last = read;
    if (last == null || System.nanoTime() - last.nanos() >= FRESH_NANOS) {
      last =
          new Read(
              Transaction.run(
                  pool,
                  "can't read the keys of peers",
                  c -> {
                    var keys = new HashMap<RegionName, CurrentKey>();
                    try (var sql = c.createStatement();
                        var row =
                            sql.executeQuery(
                                "SELECT region, public_key, escrowed FROM postmeridian.peer_key")) {
                      while (row.next()) {
                        keys.put(
                            new RegionName(row.getString(1)),
                            new CurrentKey(new PublicKey(row.getBytes(2)), row.getBoolean(3)));
                      }
                    }
                    return keys;
                  }),
              System.nanoTime());
      read = last;
    }
    return Optional.ofNullable(last.keys().get(peer));
  }

  @Override
  public void remember(RegionName peer, CurrentKey told) {
    Transaction.run(
        pool,
        "can't keep the key of a peer",
        c -> {
          try (var sql = c.prepareStatement(REMEMBER)) {
            sql.setString(1, peer.value());
            sql.setBytes(2, told.key().bytes());
            sql.setBoolean(3, told.escrowed());
            return sql.executeUpdate();
          }
        });
    read = null;
  }
}

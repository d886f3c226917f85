package dev.postmeridian.store;

import dev.postmeridian.sealing.HeldKey;
import dev.postmeridian.sealing.KeyId;
import dev.postmeridian.sealing.KeyPair;
import dev.postmeridian.sealing.MadeKey;
import dev.postmeridian.sealing.RegionKeys;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The region's sealing keys in its database, which is all that its nodes share. Which one is
 * current is asked again every ten seconds: another node may have changed it.
 */
public final class PostgresRegionKeys implements RegionKeys {
  private static final String LIST =
      """
      SELECT id, secret, made_at, escrowed_at FROM postmeridian.sealing_key
      ORDER BY escrowed_at IS NULL, made_at DESC, id
      """;
  private static final String TAKE =
      """
      INSERT INTO postmeridian.sealing_key (id, secret, made_at, escrowed_at)
      SELECT id, secret, to_timestamp(made / 1000.0), now()
      FROM unnest(?::text[], ?::bytea[], ?::bigint[]) AS taken(id, secret, made)
      ON CONFLICT (id) DO UPDATE SET escrowed_at = now()
        WHERE sealing_key.escrowed_at IS NULL
      RETURNING xmax = 0
      """;
  private static final String NOTE =
      """
      INSERT INTO postmeridian.audit_event (actor, action, subject) VALUES (?, ?, ?)
      """;
  private static final long FRESH_NANOS = Duration.ofSeconds(10).toNanos();
  private final DataSource pool;
  private final Map<KeyId, KeyPair> known = new ConcurrentHashMap<>();
  private volatile @Nullable Asked asked;

  private record Asked(CurrentKey current, long nanos) {}

  private record Row(KeyPair pair, Instant madeAt, Optional<Instant> escrowedAt) {}

  PostgresRegionKeys(DataSource pool) {
    this.pool = pool;
  }

  @Override
  public List<HeldKey> list() {
    return inTransaction(
        "list",
        c -> {
          List<Row> rows = rows(c);
          KeyId current = rows.getFirst().pair().id();
          return rows.stream()
              .map(r ->
                  new HeldKey(
                      r.pair().id(), r.madeAt(), r.escrowedAt(), r.pair().id().equals(current)))
              .sorted((a, b) -> b.madeAt().compareTo(a.madeAt()))
              .toList();
        });
  }

  @Override
  public CurrentKey current() {
    Asked last = asked;
    if (last != null && System.nanoTime() - last.nanos() < FRESH_NANOS) {
      return last.current();
    }
    Row row = inTransaction("read", PostgresRegionKeys::rows).getFirst();
    var current = new CurrentKey(row.pair().publicKey(), row.escrowedAt().isPresent());
    asked = new Asked(current, System.nanoTime());
    return current;
  }

  @Override
  public Optional<KeyPair> pair(KeyId id) {
    if (!known.containsKey(id)) {
      inTransaction("read", PostgresRegionKeys::rows)
          .forEach(row -> known.put(row.pair().id(), row.pair()));
    }
    return Optional.ofNullable(known.get(id));
  }

  @Override
  public List<MadeKey> export(String actor) {
    return inTransaction(
        "export",
        c -> {
          List<MadeKey> keys =
              rows(c).stream().map(row -> new MadeKey(row.pair(), row.madeAt())).toList();
          note(c, actor, "keys.exported", keys.stream().map(key -> key.pair().id().hex()).toList());
          return keys;
        });
  }

  @Override
  public KeyId rotate(String actor) {
    return changing(
        "make",
        c -> {
          rows(c); // the first one is made before the second
          return made(c, actor);
        });
  }

  @Override
  public int escrowed(String actor, Collection<KeyId> ids) {
    return changing(
        "mark",
        c -> {
          try (var sql =
              c.prepareStatement(
                  "UPDATE postmeridian.sealing_key SET escrowed_at = now() WHERE id = ANY (?)")) {
            sql.setArray(1, new Columns<>(c, List.copyOf(ids)).texts(KeyId::hex));
            int marked = sql.executeUpdate();
            note(c, actor, "keys.escrowed", ids.stream().map(KeyId::hex).toList());
            return marked;
          }
        });
  }

  @Override
  public int take(String actor, Collection<MadeKey> keys) {
    return changing(
        "take in",
        c -> {
          var columns = new Columns<>(c, List.copyOf(keys));
          int fresh = 0;
          try (var sql = c.prepareStatement(TAKE)) {
            sql.setArray(1, columns.texts(key -> key.pair().id().hex()));
            sql.setArray(2, columns.bytes(key -> key.pair().secret()));
            sql.setArray(3, columns.longs(key -> key.madeAt().toEpochMilli()));
            try (var rows = sql.executeQuery()) {
              while (rows.next()) {
                fresh += rows.getBoolean(1) ? 1 : 0;
              }
            }
          }
          note(c, actor, "keys.imported", keys.stream().map(key -> key.pair().id().hex()).toList());
          return fresh;
        });
  }

  /** All, the current one first; the first of all is made now. */
  private static List<Row> rows(Connection c) throws SQLException {
    List<Row> rows = read(c);
    if (rows.isEmpty()) {
      lock(c);
      if (read(c).isEmpty()) {
        made(c, "node");
      }
      rows = read(c);
    }
    return rows;
  }

  private static List<Row> read(Connection c) throws SQLException {
    var rows = new ArrayList<Row>();
    try (var sql = c.createStatement();
        var row = sql.executeQuery(LIST)) {
      while (row.next()) {
        rows.add(
            new Row(
                KeyPair.ofPrivate(row.getBytes("secret")),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("escrowed_at", OffsetDateTime.class))
                    .map(OffsetDateTime::toInstant)));
      }
    }
    return rows;
  }

  private static KeyId made(Connection c, String actor) throws SQLException {
    KeyPair pair = KeyPair.make();
    try (var sql =
        c.prepareStatement("INSERT INTO postmeridian.sealing_key (id, secret) VALUES (?, ?)")) {
      sql.setString(1, pair.id().hex());
      sql.setBytes(2, pair.secret());
      sql.executeUpdate();
    }
    note(c, actor, "keys.made", List.of(pair.id().hex()));
    return pair.id();
  }

  private static void note(Connection c, String actor, String action, List<String> ids)
      throws SQLException {
    try (var sql = c.prepareStatement(NOTE)) {
      for (String id : ids) {
        sql.setString(1, actor);
        sql.setString(2, action);
        sql.setString(3, id);
        sql.addBatch();
      }
      sql.executeBatch();
    }
  }

  private static void lock(Connection c) throws SQLException {
    try (var sql =
        c.prepareStatement("SELECT pg_advisory_xact_lock(hashtext('postmeridian.sealing_key'))")) {
      sql.execute();
    }
  }

  private <T> T changing(String what, Transaction.Work<T> work) {
    T done =
        inTransaction(
            what,
            c -> {
              lock(c);
              return work.run(c);
            });
    asked = null;
    return done;
  }

  private <T> T inTransaction(String what, Transaction.Work<T> work) {
    return Transaction.run(pool, "can't " + what + " the sealing keys", work);
  }
}

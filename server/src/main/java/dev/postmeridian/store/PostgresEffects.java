package dev.postmeridian.store;

import dev.postmeridian.effect.EffectBacklog;
import dev.postmeridian.effect.EffectBacklog.Undelivered;
import dev.postmeridian.effect.EffectClaim;
import dev.postmeridian.effect.EffectKey;
import dev.postmeridian.effect.EffectName;
import dev.postmeridian.effect.EffectQueue;
import dev.postmeridian.effect.EffectResult;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Effects in the region's database, as the worker role. */
final class PostgresEffects implements EffectQueue {
  private static final String TRACE =
      "SELECT trace FROM postmeridian.content WHERE message_id = ? AND raw IS NOT NULL";
  private static final String BACKLOG =
      """
      SELECT effect, count(*) FILTER (WHERE state = 'waiting'), count(*) FILTER (WHERE state = 'dead'),
        coalesce(extract(epoch FROM now() - min(since) FILTER (WHERE state = 'waiting')), 0)
      FROM (SELECT effect, state, since FROM postmeridian.outbox WHERE state = 'waiting'
        UNION ALL SELECT effect, state, since FROM postmeridian.outbox WHERE state = 'dead') undelivered
      GROUP BY effect
      """;
  private final DataSource pool;
  private final EffectLeases leases;

  /**
   * @param covered codes of the countries whose mail this region may process now
   */
  PostgresEffects(DataSource pool, Supplier<List<String>> covered) {
    this.pool = pool;
    this.leases = new EffectLeases(covered);
  }

  @Override
  public List<EffectClaim> claim(String node, Map<EffectName, Integer> room, Duration lease) {
    if (room.isEmpty()) {
      return List.of();
    }
    return inTransaction("claim effects", c -> leases.claim(c, node, room, lease));
  }

  @Override
  public Optional<byte[]> content(EffectClaim claim) {
    try (Connection c = pool.getConnection();
        var sql = c.prepareStatement(TRACE)) {
      sql.setBytes(1, claim.key().message().bytes());
      byte[] trace;
      try (var row = sql.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        trace = line(row.getString(1)).getBytes(StandardCharsets.UTF_8);
      }
      return Content.read(c, claim.key().message()).map(raw -> joined(trace, raw));
    } catch (SQLException e) {
      throw new StorageException("can't read a message", e);
    }
  }

  private static String line(String trace) {
    return trace.isEmpty() || trace.endsWith("\n") ? trace : trace + "\r\n";
  }

  private static byte[] joined(byte[] trace, byte[] raw) {
    byte[] whole = new byte[trace.length + raw.length];
    System.arraycopy(trace, 0, whole, 0, trace.length);
    System.arraycopy(raw, 0, whole, trace.length, raw.length);
    return whole;
  }

  @Override
  public void extend(String node, Collection<EffectClaim> claims, Duration lease) {
    if (!claims.isEmpty()) {
      var sorted = claims.stream().sorted(Comparator.comparing(EffectClaim::key)).toList();
      inTransaction("extend leases of effects", c -> leases.extend(c, node, sorted, lease));
    }
  }

  @Override
  public void finish(String node, List<EffectResult> results) {
    if (!results.isEmpty()) {
      var sorted =
          results.stream().sorted(Comparator.comparing((EffectResult r) -> key(r))).toList();
      inTransaction("end effects", c -> leases.finish(c, node, sorted));
    }
  }

  private static EffectKey key(EffectResult result) {
    return result.claim().key();
  }

  /** What is not delivered. */
  EffectBacklog backlog() {
    try (Connection c = pool.getConnection();
        var sql = c.prepareStatement(BACKLOG);
        var rows = sql.executeQuery()) {
      var effects = new HashMap<String, Undelivered>();
      while (rows.next()) {
        var oldest = Duration.ofMillis(Math.max(0, Math.round(rows.getDouble(4) * 1000)));
        effects.put(rows.getString(1), new Undelivered(rows.getLong(2), rows.getLong(3), oldest));
      }
      return new EffectBacklog(effects);
    } catch (SQLException e) {
      throw new StorageException("can't count effects", e);
    }
  }

  private interface Work<T> {
    T run(Connection c) throws SQLException;
  }

  // None of this need survive a crash: what was delivered and is not known to be is delivered
  // again, with the same key. So nothing waits for a flush.
  private <T> T inTransaction(String what, Work<T> work) {
    try (Connection c = pool.getConnection()) {
      c.setAutoCommit(false);
      try (var unflushed = c.createStatement()) {
        unflushed.execute("SET LOCAL synchronous_commit = off");
        T done = work.run(c);
        c.commit();
        return done;
      } catch (SQLException | RuntimeException e) {
        c.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new StorageException("can't " + what, e);
    }
  }
}

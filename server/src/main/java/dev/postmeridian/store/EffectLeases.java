package dev.postmeridian.store;

import dev.postmeridian.desk.MessageSummary;
import dev.postmeridian.desk.Order;
import dev.postmeridian.effect.EffectClaim;
import dev.postmeridian.effect.EffectKey;
import dev.postmeridian.effect.EffectName;
import dev.postmeridian.effect.EffectResult;
import dev.postmeridian.effect.EffectResult.Dead;
import dev.postmeridian.effect.EffectResult.Delivered;
import dev.postmeridian.effect.EffectResult.Moot;
import dev.postmeridian.effect.EffectResult.Released;
import dev.postmeridian.effect.EffectResult.Retried;
import dev.postmeridian.mail.MessageId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims on effects, and their ends. A lease names its node and a number that grows with each
 * claim: an end that names others is late and finds nothing. Rows are touched in the order of their
 * keys.
 */
final class EffectLeases {
  private static final Logger log = LoggerFactory.getLogger(EffectLeases.class);
  private static final String CLAIM =
      """
      WITH due AS (
        SELECT one.message_id, one.effect
        FROM unnest(?::text[], ?::bigint[]) AS open(effect, room) CROSS JOIN LATERAL (
          SELECT message_id, effect FROM postmeridian.outbox o
          WHERE o.effect = open.effect AND o.state = 'waiting' AND o.run_at <= now()
            AND (o.leased_until IS NULL OR o.leased_until < now()) AND o.country = ANY (?)
          ORDER BY o.run_at LIMIT open.room FOR UPDATE SKIP LOCKED) one),
      taken AS (
        UPDATE postmeridian.outbox o
        SET leased_until = now() + make_interval(secs => ?), leased_by = ?, attempts = attempts + 1, claims = claims + 1
        FROM due WHERE o.message_id = due.message_id AND o.effect = due.effect
        RETURNING o.message_id, o.effect, o.claims, o.attempts, o.revision, o.since)
      SELECT * FROM taken ORDER BY since, message_id, effect
      """;
  // In a statement of its own: what it sees is at least as new as the revision that was claimed.
  private static final String READ =
      """
      SELECT fields->'parsed'->>'snippet' AS snippet,
        coalesce((SELECT c.size FROM postmeridian.content c WHERE c.message_id = m.id), 0) AS bytes, %s
      FROM postmeridian.message m WHERE id = ANY (?) AND state <> 'erased'
      """
          .formatted(SummaryRow.COLUMNS);
  private static final String EXTEND =
      """
      UPDATE postmeridian.outbox o SET leased_until = now() + make_interval(secs => ?)
      FROM unnest(?::bytea[], ?::text[], ?::bigint[]) e(message_id, effect, claims)
      WHERE o.message_id = e.message_id AND o.effect = e.effect AND o.claims = e.claims AND o.leased_by = ?
      """;
  // A revision that came meanwhile is delivered next, whatever became of the one before.
  private static final String FINISH =
      """
      UPDATE postmeridian.outbox o
      SET leased_until = NULL, leased_by = NULL,
        state = CASE WHEN o.revision = e.revision THEN e.state ELSE 'waiting' END,
        run_at = CASE WHEN o.revision = e.revision THEN now() + make_interval(secs => e.pause) ELSE now() END,
        attempts = CASE WHEN o.revision = e.revision THEN o.attempts - e.uncounted ELSE 0 END,
        ended_at = CASE WHEN o.revision = e.revision AND e.state <> 'waiting' THEN now() END,
        last_error = CASE WHEN e.uncounted = 1 THEN o.last_error ELSE nullif(e.error, '') END
      FROM unnest(?::bytea[], ?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::float8[], ?::bigint[], ?::text[])
        e(message_id, effect, claims, revision, state, pause, uncounted, error)
      WHERE o.message_id = e.message_id AND o.effect = e.effect AND o.claims = e.claims AND o.leased_by = ?
      """;
  private static final String FORGET =
      """
      DELETE FROM postmeridian.outbox o
      USING unnest(?::bytea[], ?::text[], ?::bigint[], ?::bigint[]) e(message_id, effect, claims, revision)
      WHERE o.message_id = e.message_id AND o.effect = e.effect AND o.claims = e.claims
        AND o.revision = e.revision AND o.leased_by = ?
      """;

  private final Supplier<List<String>> covered;

  /**
   * @param covered codes of the countries whose mail this region may process now
   */
  EffectLeases(Supplier<List<String>> covered) {
    this.covered = covered;
  }

  List<EffectClaim> claim(Connection c, String node, Map<EffectName, Integer> room, Duration lease)
      throws SQLException {
    var open = new Columns<>(c, List.copyOf(room.entrySet()));
    try (var sql = c.prepareStatement(CLAIM)) {
      sql.setArray(1, open.texts(e -> e.getKey().value()));
      sql.setArray(2, open.longs(e -> (long) e.getValue()));
      sql.setArray(3, new Columns<>(c, covered.get()).texts(code -> code));
      sql.setDouble(4, lease.toMillis() / 1000.0);
      sql.setString(5, node);
      var taken = new ArrayList<Taken>();
      try (var rows = sql.executeQuery()) {
        while (rows.next()) {
          taken.add(Taken.of(rows));
        }
      }
      return readable(c, taken);
    }
  }

  /** A claim before its message is read. */
  private record Taken(EffectKey key, long fence, int attempt, long revision, Instant since) {
    static Taken of(ResultSet row) throws SQLException {
      return new Taken(
          new EffectKey(
              MessageId.of(row.getBytes("message_id")), new EffectName(row.getString("effect"))),
          row.getLong("claims"),
          row.getInt("attempts"),
          row.getLong("revision"),
          row.getTimestamp("since").toInstant());
    }
  }

  private record Subject(MessageSummary message, String snippet, long bytes) {
    EffectClaim of(Taken t) {
      return new EffectClaim(
          t.key(), t.fence(), t.attempt(), t.revision(), t.since(), message, snippet, bytes);
    }
  }

  private static List<EffectClaim> readable(Connection c, List<Taken> taken) throws SQLException {
    if (taken.isEmpty()) {
      return List.of();
    }
    Map<MessageId, Subject> subjects = read(c, taken);
    // One that was erased this moment is dropped with its message.
    return taken.stream()
        .flatMap(
            t -> Optional.ofNullable(subjects.get(t.key().message())).map(s -> s.of(t)).stream())
        .toList();
  }

  private static Map<MessageId, Subject> read(Connection c, List<Taken> taken) throws SQLException {
    var subjects = new HashMap<MessageId, Subject>();
    try (var sql = c.prepareStatement(READ)) {
      sql.setArray(1, new Columns<>(c, taken).bytes(t -> t.key().message().bytes()));
      try (var rows = sql.executeQuery()) {
        while (rows.next()) {
          read(rows).ifPresent(s -> subjects.put(s.message().id(), s));
        }
      }
    }
    return subjects;
  }

  // One record that can't be read must not keep those claimed with it from their targets.
  private static Optional<Subject> read(ResultSet row) throws SQLException {
    try {
      @Nullable String snippet = row.getString("snippet");
      return Optional.of(
          new Subject(
              new SummaryRow(Order.NEWEST).of(row),
              snippet == null ? "" : snippet,
              row.getLong("bytes")));
    } catch (RuntimeException e) {
      log.warn("can't read what an effect is about: {}", e.getClass().getName());
      return Optional.empty();
    }
  }

  int extend(Connection c, String node, List<EffectClaim> claims, Duration lease)
      throws SQLException {
    var rows = new Columns<>(c, claims);
    try (var sql = c.prepareStatement(EXTEND)) {
      sql.setDouble(1, lease.toMillis() / 1000.0);
      sql.setArray(2, rows.bytes(claim -> claim.key().message().bytes()));
      sql.setArray(3, rows.texts(claim -> claim.key().effect().value()));
      sql.setArray(4, rows.longs(EffectClaim::fence));
      sql.setString(5, node);
      return sql.executeUpdate();
    }
  }

  int finish(Connection c, String node, List<EffectResult> results) throws SQLException {
    var moot = results.stream().filter(r -> r.outcome() instanceof Moot).toList();
    if (!moot.isEmpty()) {
      forget(c, node, new Columns<>(c, moot));
    }
    var rows = new Columns<>(c, results);
    try (var sql = c.prepareStatement(FINISH)) {
      sql.setArray(1, rows.bytes(r -> r.claim().key().message().bytes()));
      sql.setArray(2, rows.texts(r -> r.claim().key().effect().value()));
      sql.setArray(3, rows.longs(r -> r.claim().fence()));
      sql.setArray(4, rows.longs(r -> r.claim().revision()));
      sql.setArray(5, rows.texts(EffectLeases::state));
      sql.setArray(6, rows.doubles(EffectLeases::pauseSeconds));
      sql.setArray(7, rows.longs(r -> r.outcome() instanceof Released ? 1L : 0L));
      sql.setArray(8, rows.texts(EffectLeases::error));
      sql.setString(9, node);
      return sql.executeUpdate();
    }
  }

  private static void forget(Connection c, String node, Columns<EffectResult> moot)
      throws SQLException {
    try (var sql = c.prepareStatement(FORGET)) {
      sql.setArray(1, moot.bytes(r -> r.claim().key().message().bytes()));
      sql.setArray(2, moot.texts(r -> r.claim().key().effect().value()));
      sql.setArray(3, moot.longs(r -> r.claim().fence()));
      sql.setArray(4, moot.longs(r -> r.claim().revision()));
      sql.setString(5, node);
      sql.executeUpdate();
    }
  }

  private static String state(EffectResult result) {
    return switch (result.outcome()) {
      case Delivered _ -> "delivered";
      case Dead _ -> "dead";
      case Retried _, Released _, Moot _ -> "waiting";
    };
  }

  private static double pauseSeconds(EffectResult result) {
    return result.outcome() instanceof Retried retried ? retried.after().toMillis() / 1000.0 : 0;
  }

  private static String error(EffectResult result) {
    return switch (result.outcome()) {
      case Retried retried -> retried.error();
      case Dead dead -> dead.error();
      case Delivered _, Released _, Moot _ -> "";
    };
  }
}

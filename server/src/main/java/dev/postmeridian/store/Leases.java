package dev.postmeridian.store;

import dev.postmeridian.jobs.Claim;
import dev.postmeridian.jobs.Result;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MaybeSender;
import dev.postmeridian.mail.MessageId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Claims on jobs of one kind, and their ends.
 *
 * <p>A lease names its worker and its attempt; an end that names others is late and finds nothing.
 * Claiming need not survive a crash, so it waits for no flush.
 */
final class Leases {
  private static final String CLAIM =
      """
      WITH due AS (
        SELECT id FROM postmeridian.job
        WHERE kind = ? AND run_at <= now() AND (leased_until IS NULL OR leased_until < now())
        ORDER BY run_at, id LIMIT ? FOR UPDATE SKIP LOCKED),
      taken AS (
        UPDATE postmeridian.job j
        SET leased_until = now() + make_interval(secs => ?), leased_by = ?, attempts = attempts + 1
        FROM due WHERE j.id = due.id
        RETURNING j.id, j.attempts, j.message_id)
      SELECT taken.id, taken.attempts, taken.message_id, m.fields->'accepted' AS accepted,
        coalesce(m.language, 'und') AS language, c.raw
      FROM taken
        LEFT JOIN postmeridian.message m ON m.id = taken.message_id AND m.state <> 'erased'
        LEFT JOIN postmeridian.content c ON c.message_id = taken.message_id
        CROSS JOIN (SELECT set_config('synchronous_commit', 'off', true)) unflushed
      ORDER BY taken.id
      """;
  private static final String FINISH =
      """
      DELETE FROM postmeridian.job j USING unnest(?::bigint[], ?::bigint[]) d(id, attempt)
      WHERE j.id = d.id AND j.attempts = d.attempt AND j.leased_by = ? RETURNING j.id
      """;
  private static final String GIVE_BACK =
      """
      UPDATE postmeridian.job j
      SET leased_until = NULL, leased_by = NULL, attempts = j.attempts - d.uncounted,
        run_at = now() + make_interval(secs => d.pause), last_error = coalesce(d.error, last_error)
      FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::float8[], ?::text[])
        d(id, attempt, uncounted, pause, error)
      WHERE j.id = d.id AND j.attempts = d.attempt AND j.leased_by = ?
      """;

  private final String kind;

  Leases(String kind) {
    this.kind = kind;
  }

  List<Claim> claim(Connection c, String worker, int most, Duration lease) throws SQLException {
    var claims = new ArrayList<Claim>();
    var gone = new ArrayList<Long>();
    try (var sql = c.prepareStatement(CLAIM)) {
      sql.setString(1, kind);
      sql.setInt(2, most);
      sql.setDouble(3, lease.toMillis() / 1000.0);
      sql.setString(4, worker);
      try (var rows = sql.executeQuery()) {
        while (rows.next()) {
          if (rows.getString("accepted") == null || rows.getBytes("raw") == null) {
            gone.add(rows.getLong("id"));
          } else {
            claims.add(claim(rows));
          }
        }
      }
    }
    drop(c, gone);
    return claims;
  }

  /** Ends claims for good; those that have passed on are not among the jobs returned. */
  Set<Long> finish(Connection c, String worker, List<Result> results) throws SQLException {
    var finished = new HashSet<Long>();
    var rows = new Columns<>(c, results);
    try (var sql = c.prepareStatement(FINISH)) {
      sql.setArray(1, rows.longs(r -> r.claim().job()));
      sql.setArray(2, rows.longs(r -> (long) r.claim().attempt()));
      sql.setString(3, worker);
      try (var ids = sql.executeQuery()) {
        while (ids.next()) {
          finished.add(ids.getLong(1));
        }
      }
    }
    return finished;
  }

  /** Ends claims so that they come again. */
  int giveBack(Connection c, String worker, List<Result> results) throws SQLException {
    var rows = new Columns<>(c, results);
    try (var sql = c.prepareStatement(GIVE_BACK)) {
      sql.setArray(1, rows.longs(r -> r.claim().job()));
      sql.setArray(2, rows.longs(r -> (long) r.claim().attempt()));
      sql.setArray(3, rows.longs(r -> r.verdict() instanceof Result.Retried ? 0L : 1L));
      sql.setArray(4, rows.doubles(r -> pause(r).toMillis() / 1000.0));
      sql.setArray(5, rows.texts(r -> r.verdict() instanceof Result.Retried t ? t.error() : ""));
      sql.setString(6, worker);
      return sql.executeUpdate();
    }
  }

  private static Duration pause(Result result) {
    return result.verdict() instanceof Result.Retried retried ? retried.after() : Duration.ZERO;
  }

  // Erased meanwhile, or its content has not come yet and will bring a job of its own.
  private static void drop(Connection c, List<Long> jobs) throws SQLException {
    if (jobs.isEmpty()) {
      return;
    }
    try (var sql = c.prepareStatement("DELETE FROM postmeridian.job WHERE id = ANY (?)")) {
      sql.setArray(1, new Columns<>(c, jobs).longs(id -> id));
      sql.executeUpdate();
    }
  }

  private static Claim claim(ResultSet row) throws SQLException {
    Arrival arrival = FieldJson.arrival(FieldJson.read(row.getString("accepted")));
    return new Claim(
        row.getLong("id"),
        row.getInt("attempts"),
        MessageId.of(row.getBytes("message_id")),
        arrival.country(),
        MailAddress.parse(arrival.mailbox()),
        MaybeSender.parse(arrival.sender()),
        arrival.receivedAt(),
        row.getString("language"),
        row.getBytes("raw"));
  }
}

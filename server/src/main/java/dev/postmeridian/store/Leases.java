package dev.postmeridian.store;

import dev.postmeridian.change.Stamp;
import dev.postmeridian.jobs.Claim;
import dev.postmeridian.jobs.Result;
import dev.postmeridian.jobs.Room;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MaybeSender;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Claims on jobs of one kind, and their ends.
 *
 * <p>A lease names its worker and its attempt; an end that names others is late and finds nothing.
 * Claiming need not survive a crash, so it waits for no flush.
 */
final class Leases {
  // Only as many as there is room for, in order, so that a large one is not passed by for ever; and
  // a suspect alone, so that if it ends this process too, nothing else is blamed.
  private static final String CLAIM =
      """
      WITH due AS (
        SELECT id, run_at, message_id, leased_until IS NOT NULL AS suspect FROM postmeridian.job
        WHERE kind = ? AND run_at <= now() AND (leased_until IS NULL OR leased_until < now())
        ORDER BY run_at, id LIMIT ? FOR UPDATE SKIP LOCKED),
      sized AS (
        SELECT due.id, due.suspect, row_number() OVER w AS place,
          sum(coalesce(c.size, 0)) OVER w AS bytes, bool_or(due.suspect) OVER w AS suspects
        FROM due LEFT JOIN postmeridian.content c ON c.message_id = due.message_id
        WINDOW w AS (ORDER BY due.run_at, due.id)),
      taken AS (
        UPDATE postmeridian.job j
        SET leased_until = now() + make_interval(secs => ?), leased_by = ?, attempts = attempts + 1
        FROM sized WHERE j.id = sized.id AND (place = 1 AND ? OR bytes <= ? AND NOT suspects)
        RETURNING j.id, j.attempts, j.message_id, sized.suspect)
      SELECT taken.id, taken.attempts, taken.suspect, taken.message_id, m.country,
        m.fields->'accepted' AS accepted, coalesce(m.language, 'und') AS language,
        (SELECT max(value COLLATE "C") FROM jsonb_each_text(m.stamps)) AS newest,
        c.size, c.raw IS NULL AS gone
      FROM taken
        LEFT JOIN postmeridian.message m ON m.id = taken.message_id AND m.state <> 'erased'
        LEFT JOIN postmeridian.content c ON c.message_id = taken.message_id
        CROSS JOIN (SELECT set_config('synchronous_commit', 'off', true)) unflushed
      ORDER BY taken.id
      """;
  // Erased meanwhile, or its content has not come yet and will bring a job of its own.
  private static final String DROP = "DELETE FROM postmeridian.job WHERE id = ANY (?)";
  private static final String PARK =
      """
      UPDATE postmeridian.job
      SET leased_until = NULL, leased_by = NULL, attempts = attempts - 1,
        run_at = now() + interval '10 minutes'
      WHERE id = ANY (?)
      """;
  // Nothing more is said of what was erased meanwhile.
  private static final String FINISH =
      """
      WITH ended AS (
        DELETE FROM postmeridian.job j USING unnest(?::bigint[], ?::bigint[]) d(id, attempt)
        WHERE j.id = d.id AND j.attempts = d.attempt AND j.leased_by = ? RETURNING j.id, j.message_id)
      SELECT ended.id FROM postmeridian.hold(?::bytea[]) held JOIN ended ON ended.message_id = held
      """;
  private static final String GIVE_BACK =
      """
      UPDATE postmeridian.job j
      SET leased_until = NULL, leased_by = NULL, attempts = j.attempts - d.uncounted,
        run_at = now() + make_interval(secs => d.pause), last_error = coalesce(nullif(d.error, ''), last_error)
      FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::float8[], ?::text[])
        d(id, attempt, uncounted, pause, error)
      WHERE j.id = d.id AND j.attempts = d.attempt AND j.leased_by = ? RETURNING j.id
      """;

  private static final Stamp UNKNOWN = new Stamp(0, 0, new RegionName("unknown"), 0);

  private final String kind;
  private final Predicate<Country> lawful;

  /**
   * @param lawful whether this region may process a country's mail
   */
  Leases(String kind, Predicate<Country> lawful) {
    this.kind = kind;
    this.lawful = lawful;
  }

  List<Claim> claim(Connection c, String worker, Room room, Duration lease) throws SQLException {
    var claims = new ArrayList<Claim>();
    var gone = new ArrayList<Long>();
    var foreign = new ArrayList<Long>();
    try (var sql = c.prepareStatement(CLAIM)) {
      sql.setString(1, kind);
      sql.setInt(2, room.claims());
      sql.setDouble(3, lease.toMillis() / 1000.0);
      sql.setString(4, worker);
      sql.setBoolean(5, room.alone());
      sql.setLong(6, room.bytes());
      try (var rows = sql.executeQuery()) {
        while (rows.next()) {
          if (rows.getString("accepted") == null || rows.getBoolean("gone")) {
            gone.add(rows.getLong("id"));
          } else {
            Optional<Country> country = country(rows);
            if (country.isEmpty()) {
              foreign.add(rows.getLong("id"));
            } else {
              claims.add(claim(rows, country.get()));
            }
          }
        }
      }
    }
    end(c, DROP, gone);
    end(c, PARK, foreign);
    return claims;
  }

  /** Ends claims for good; those that have passed on are not among the results returned. */
  List<Result> finish(Connection c, String worker, List<Result> results) throws SQLException {
    var rows = new Columns<>(c, results);
    try (var sql = c.prepareStatement(FINISH)) {
      sql.setArray(1, rows.longs(r -> r.claim().job()));
      sql.setArray(2, rows.longs(r -> (long) r.claim().attempt()));
      sql.setString(3, worker);
      sql.setArray(4, rows.bytes(r -> r.claim().message().bytes()));
      return effective(sql, results);
    }
  }

  /** Ends claims so that they come again; those that have passed on are not returned. */
  List<Result> giveBack(Connection c, String worker, List<Result> results) throws SQLException {
    var rows = new Columns<>(c, results);
    try (var sql = c.prepareStatement(GIVE_BACK)) {
      sql.setArray(1, rows.longs(r -> r.claim().job()));
      sql.setArray(2, rows.longs(r -> (long) r.claim().attempt()));
      sql.setArray(3, rows.longs(r -> r.verdict() instanceof Result.Retried ? 0L : 1L));
      sql.setArray(4, rows.doubles(r -> pause(r).toMillis() / 1000.0));
      sql.setArray(5, rows.texts(Leases::error));
      sql.setString(6, worker);
      return effective(sql, results);
    }
  }

  /** Those whose jobs the statement returns. */
  private static List<Result> effective(PreparedStatement sql, List<Result> results)
      throws SQLException {
    var jobs = new HashSet<Long>();
    try (var ids = sql.executeQuery()) {
      while (ids.next()) {
        jobs.add(ids.getLong(1));
      }
    }
    return results.stream().filter(r -> jobs.contains(r.claim().job())).toList();
  }

  private static Duration pause(Result result) {
    return switch (result.verdict()) {
      case Result.Retried retried -> retried.after();
      case Result.Released released -> released.after();
      default -> Duration.ZERO;
    };
  }

  private static String error(Result result) {
    return switch (result.verdict()) {
      case Result.Retried retried -> retried.error();
      case Result.Released released -> released.error();
      default -> "";
    };
  }

  private static void end(Connection c, String how, List<Long> jobs) throws SQLException {
    if (jobs.isEmpty()) {
      return;
    }
    try (var sql = c.prepareStatement(how)) {
      sql.setArray(1, new Columns<>(c, jobs).longs(id -> id));
      sql.executeUpdate();
    }
  }

  /** Whose law the message lives under, if this region may process it. */
  private Optional<Country> country(ResultSet row) throws SQLException {
    try {
      return Optional.of(new Country(row.getString("country"))).filter(lawful);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Claim claim(ResultSet row, Country country) throws SQLException {
    return new Claim(
        row.getLong("id"),
        row.getInt("attempts"),
        row.getBoolean("suspect"),
        MessageId.of(row.getBytes("message_id")),
        country,
        envelope(row.getString("accepted")),
        row.getString("language"),
        row.getLong("size"),
        newest(row.getString("newest")));
  }

  // One record that can't be read must not keep those claimed with it from being triaged.
  private static Optional<Claim.Envelope> envelope(String accepted) {
    try {
      AcceptedField arrival = FieldJson.arrival(FieldJson.read(accepted));
      return Optional.of(
          new Claim.Envelope(
              MailAddress.parse(arrival.mailbox()),
              MaybeSender.parse(arrival.sender()),
              arrival.receivedAt()));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Stamp newest(String stamp) {
    try {
      return Stamp.parse(stamp);
    } catch (IllegalArgumentException e) {
      return UNKNOWN;
    }
  }
}

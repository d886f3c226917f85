package dev.postmeridian.store;

import dev.postmeridian.handover.HandoverJournal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** What the region's database knows of the last change of law that was applied to its mail. */
final class PostgresHandoverJournal implements HandoverJournal {
  private static final String BEGIN =
      """
      INSERT INTO postmeridian.handover AS h (actor) VALUES (?)
      ON CONFLICT (one) DO UPDATE SET actor = excluded.actor, moved_at = now(),
        began_at = CASE WHEN h.ended_at IS NULL THEN h.began_at ELSE now() END,
        relabelled = CASE WHEN h.ended_at IS NULL THEN h.relabelled ELSE 0 END,
        handed_over = CASE WHEN h.ended_at IS NULL THEN h.handed_over ELSE 0 END,
        sealed = CASE WHEN h.ended_at IS NULL THEN h.sealed ELSE 0 END,
        kept = 0, obstacle = '', ended_at = NULL
      """;
  private static final String PROGRESS =
      """
      SELECT actor, ended_at IS NULL AND moved_at > now() - interval '15 s' AS running,
        ended_at IS NOT NULL AND kept = 0 AND obstacle = '' AS done, relabelled, handed_over, sealed, kept, obstacle
      FROM postmeridian.handover
      """;
  private static final String MOVE = "UPDATE postmeridian.handover SET moved_at = now()";
  private static final String COUNT =
      """
      UPDATE postmeridian.handover
      SET moved_at = now(), relabelled = relabelled + ?, handed_over = handed_over + ?, sealed = sealed + ?
      """;
  private static final String END =
      "UPDATE postmeridian.handover SET ended_at = now(), kept = ?, obstacle = ?";
  private static final String NOTE =
      """
      INSERT INTO postmeridian.audit_event (actor, action, subject, detail)
      SELECT h.actor, ?, own.region, jsonb_build_object('relabelled', relabelled, 'handed_over', handed_over,
        'sealed', sealed, 'kept', kept)
      FROM postmeridian.identity own, postmeridian.handover h
      """;
  private final DataSource pool;

  PostgresHandoverJournal(DataSource pool) {
    this.pool = pool;
  }

  @Override
  public void begin(String actor) {
    run(c -> {
      try (var sql = c.prepareStatement(BEGIN)) {
        sql.setString(1, actor);
        sql.executeUpdate();
      }
      return note(c, "residency.apply.began");
    });
  }

  private static int note(Connection c, String action) throws SQLException {
    try (var sql = c.prepareStatement(NOTE)) {
      sql.setString(1, action);
      return sql.executeUpdate();
    }
  }

  @Override
  public void move() {
    run(c -> {
      try (var sql = c.createStatement()) {
        return sql.executeUpdate(MOVE);
      }
    });
  }

  @Override
  public void end(long kept, String obstacle) {
    run(c -> {
      try (var sql = c.prepareStatement(END)) {
        sql.setLong(1, kept);
        sql.setString(2, obstacle);
        sql.executeUpdate();
      }
      return note(c, "residency.apply.ended");
    });
  }

  @Override
  public Optional<Progress> progress() {
    return run(c -> {
      try (var sql = c.createStatement();
          var row = sql.executeQuery(PROGRESS)) {
        return row.next()
            ? Optional.of(
                new Progress(
                    row.getString("actor"),
                    row.getBoolean("running"),
                    row.getBoolean("done"),
                    row.getLong("relabelled"),
                    row.getLong("handed_over"),
                    row.getLong("sealed"),
                    row.getLong("kept"),
                    row.getString("obstacle")))
            : Optional.empty();
      }
    });
  }

  /** Counts what was done, in its transaction. */
  static int count(Connection c, int relabelled, int handedOver, int sealed) throws SQLException {
    try (var sql = c.prepareStatement(COUNT)) {
      sql.setInt(1, relabelled);
      sql.setInt(2, handedOver);
      sql.setInt(3, sealed);
      sql.executeUpdate();
    }
    return relabelled + handedOver + sealed;
  }

  private <T> T run(Transaction.Work<T> work) {
    try {
      return Transaction.run(pool, "can't note how far the change of law is applied", work);
    } catch (StorageException e) {
      throw new UnavailableException(e);
    }
  }
}

package dev.postmeridian.store;

import dev.postmeridian.change.Field;
import dev.postmeridian.change.HybridClock;
import dev.postmeridian.change.Stamp;
import dev.postmeridian.mail.MessageId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;

/**
 * Erases messages: their content, what was read and decided, every word of them in the log. What
 * remains is that there was one, and that it is gone, so that a copy brought again stays gone.
 */
public final class Erasure {
  private static final String WRITE =
      """
      WITH input AS MATERIALIZED (
        SELECT * FROM unnest(?::bytea[], ?::text[], ?::text[]) AS i(id, country, stamp)),
      logged AS (
        INSERT INTO postmeridian.change (stamp, message_id, country, class, fields)
        SELECT stamp, id, country, 0, ?::jsonb FROM input)
      INSERT INTO postmeridian.audit_event (actor, action, subject, country, detail)
      SELECT ?, 'message.erased', encode(id, 'hex'), country, jsonb_build_object('why', ?::text)
      FROM input
      """;

  // Found by an index of its own, done or not: mail that stays is not read for it.
  static final String JUNK = expired("queue = 'junk' AND");
  private static final String MAIL = expired("");

  private record Standing(MessageId id, String country, String stamps, Instant receivedAt) {}

  private record Batch(int messages, Duration overdue) {
    static final Batch NONE = new Batch(0, Duration.ZERO);
  }

  private final DataSource pool;
  private final HybridClock clock;
  private volatile Duration overdue = Duration.ZERO;

  Erasure(DataSource pool, HybridClock clock) {
    this.pool = pool;
    this.clock = clock;
  }

  /**
   * Erases these, all or none; those unknown or already erased are left alone.
   *
   * @param why for the audit: without content
   * @return how many were erased
   */
  public int erase(String actor, List<MessageId> ids, String why) {
    return inTransaction(c -> {
      try (var sql = c.prepareStatement(standing("id = ANY (?)"))) {
        sql.setArray(1, new Columns<>(c, ids).bytes(MessageId::bytes));
        return erase(c, standing(sql), actor, why);
      }
    });
  }

  /** Erases one batch of what has been kept long enough; call again while it returns as many. */
  public int eraseExpired(RetentionPolicy policy, Instant now) {
    Batch junk =
        policy
            .junk()
            .map(kept -> expired(JUNK, now.minus(kept), policy.batch()))
            .orElse(Batch.NONE);
    Batch mail =
        policy
            .mail()
            .map(kept -> expired(MAIL, now.minus(kept), policy.batch()))
            .orElse(Batch.NONE);
    overdue = Collections.max(List.of(junk.overdue(), mail.overdue()));
    return junk.messages() + mail.messages();
  }

  /** How long before the last batch its oldest message was due; zero if that was all there was. */
  Duration overdue() {
    return overdue;
  }

  private static String expired(String condition) {
    return standing(
        """
        id IN (SELECT id FROM postmeridian.message WHERE %s received_at < ?
          ORDER BY received_at LIMIT ?)\
        """
            .formatted(condition));
  }

  private Batch expired(String expired, Instant before, int most) {
    return inTransaction(c -> {
      try (var sql = c.prepareStatement(expired)) {
        sql.setLong(1, before.toEpochMilli());
        sql.setInt(2, most);
        var batch = standing(sql);
        int erased = erase(c, batch, "retention", "kept long enough");
        return batch.size() < most
            ? new Batch(erased, Duration.ZERO)
            : new Batch(erased, Duration.between(oldest(batch), before));
      }
    });
  }

  private static Instant oldest(List<Standing> batch) {
    return batch.stream().map(Standing::receivedAt).min(Comparator.naturalOrder()).orElseThrow();
  }

  private int erase(Connection c, List<Standing> messages, String actor, String why)
      throws SQLException {
    if (messages.isEmpty()) {
      return 0;
    }
    messages.forEach(m ->
        FieldJson.read(m.stamps())
            .forEach(stamp -> clock.observe(Stamp.parse(stamp.asString("")))));
    var rows = new Columns<>(c, messages);
    var erased = FieldJson.object();
    erased.putObject(Field.ERASED.key()).put("by", FieldJson.clean(actor));
    try (var sql = c.prepareStatement(WRITE);
        var scrub = c.prepareStatement("SELECT postmeridian.scrub(?)")) {
      sql.setArray(1, rows.bytes(m -> m.id().bytes()));
      sql.setArray(2, rows.texts(Standing::country));
      sql.setArray(3, rows.texts(m -> clock.next().toString()));
      sql.setString(4, erased.toString());
      sql.setString(5, actor);
      sql.setString(6, why);
      sql.executeUpdate();
      scrub.setArray(1, rows.bytes(m -> m.id().bytes()));
      scrub.execute();
    }
    return messages.size();
  }

  private static String standing(String condition) {
    return """
    SELECT id, country, stamps::text, coalesce(received_at, 0) FROM postmeridian.message
    WHERE state IN ('accepted', 'triaged', 'quarantined') AND %s
    ORDER BY id
    """
        .formatted(condition);
  }

  private static List<Standing> standing(PreparedStatement sql) throws SQLException {
    var found = new ArrayList<Standing>();
    try (var rows = sql.executeQuery()) {
      while (rows.next()) {
        found.add(
            new Standing(
                MessageId.of(rows.getBytes(1)),
                rows.getString(2),
                rows.getString(3),
                Instant.ofEpochMilli(rows.getLong(4))));
      }
    }
    return found;
  }

  private interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  // One eraser at a time, so that two nodes never erase the same message twice.
  private <T> T inTransaction(Work<T> work) {
    try (Connection c = pool.getConnection()) {
      c.setAutoCommit(false);
      try (var lock =
          c.prepareStatement("SELECT pg_advisory_xact_lock(hashtext('postmeridian.erasure'))")) {
        lock.execute();
        T done = work.run(c);
        c.commit();
        return done;
      } catch (SQLException | RuntimeException e) {
        c.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new StorageException("can't erase", e);
    }
  }
}

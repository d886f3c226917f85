package dev.postmeridian.store;

import dev.postmeridian.intake.AcceptedLog;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.sealing.SealedCopy;
import dev.postmeridian.sealing.WaitingMail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Sealed mail that waits in the region's database for the region it is for. */
public final class PostgresWaitingMail implements WaitingMail {
  private static final String STORE =
      """
      WITH input AS MATERIALIZED (
        SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::bytea[])
          AS i(number, recipient, country, sealed)),
      stored AS (
        INSERT INTO postmeridian.sealed_mail (recipient, country, sealed)
        SELECT recipient, country, sealed FROM input)
      INSERT INTO postmeridian.audit_event (actor, action, subject, country, detail)
      SELECT 'node', 'message.sealed', number, country, jsonb_build_object('for', recipient)
      FROM input
      """;
  // The oldest, until they are enough; a mail of many MB is alone.
  private static final String LEASE =
      """
      UPDATE postmeridian.sealed_mail SET leased_until = now() + make_interval(secs => ?),
        attempts = attempts + 1
      WHERE id = ANY (ARRAY(
        SELECT id FROM (
          SELECT id, sum(octet_length(sealed)) OVER (ORDER BY id) - octet_length(sealed) AS before
          FROM (SELECT id, sealed FROM postmeridian.sealed_mail
            WHERE recipient = ? AND leased_until < now()
            ORDER BY id LIMIT 200 FOR UPDATE SKIP LOCKED) free) sized
        WHERE before < ?))
      RETURNING id, country, sealed
      """;
  private static final String REFUSED =
      """
      UPDATE postmeridian.sealed_mail SET last_refusal = ?,
        leased_until = now() + make_interval(secs => ?)
      WHERE id = ANY (?)
      """;
  private static final String REFUSALS =
      """
      SELECT recipient, count(*), max(last_refusal) FROM postmeridian.sealed_mail
      WHERE last_refusal IS NOT NULL GROUP BY recipient
      """;
  private final DataSource pool;

  PostgresWaitingMail(DataSource pool) {
    this.pool = pool;
  }

  @Override
  public void store(List<SealedCopy> mails) {
    try {
      Transaction.run(
          pool,
          "can't store sealed mail",
          c -> {
            var columns = new Columns<>(c, mails);
            try (var sql = c.prepareStatement(STORE)) {
              sql.setArray(1, columns.texts(mail -> mail.label().message().hex()));
              sql.setArray(2, columns.texts(mail -> mail.label().recipient().value()));
              sql.setArray(3, columns.texts(mail -> mail.label().country().code()));
              sql.setArray(4, columns.bytes(SealedCopy::bytes));
              return sql.executeUpdate();
            }
          });
    } catch (StorageException e) {
      throw new AcceptedLog.UnavailableException("the database could not store sealed mail", e);
    }
  }

  @Override
  public Map<RegionName, Long> waiting() {
    return Transaction.run(
        pool,
        "can't count sealed mail",
        c -> {
          var waiting = new HashMap<RegionName, Long>();
          try (var sql = c.createStatement();
              var row =
                  sql.executeQuery(
                      "SELECT recipient, count(*) FROM postmeridian.sealed_mail GROUP BY recipient")) {
            while (row.next()) {
              waiting.put(new RegionName(row.getString(1)), row.getLong(2));
            }
          }
          return waiting;
        });
  }

  @Override
  public List<Waiting> lease(RegionName recipient, long mostBytes, Duration lease) {
    return Transaction.run(
        pool,
        "can't read sealed mail",
        c -> {
          var leased = new ArrayList<Waiting>();
          try (var sql = c.prepareStatement(LEASE)) {
            sql.setDouble(1, lease.toMillis() / 1000.0);
            sql.setString(2, recipient.value());
            sql.setLong(3, mostBytes);
            try (var row = sql.executeQuery()) {
              while (row.next()) {
                leased.add(
                    new Waiting(row.getLong(1), new Country(row.getString(2)), row.getBytes(3)));
              }
            }
          }
          return leased;
        });
  }

  @Override
  public void delivered(Collection<Long> ids) {
    Transaction.run(
        pool,
        "can't forget sealed mail",
        c -> {
          try (var sql =
              c.prepareStatement("DELETE FROM postmeridian.sealed_mail WHERE id = ANY (?)")) {
            sql.setArray(1, new Columns<>(c, List.copyOf(ids)).longs(id -> id));
            return sql.executeUpdate();
          }
        });
  }

  @Override
  public void refused(Collection<Long> ids, String why, Duration again) {
    Transaction.run(
        pool,
        "can't keep why sealed mail was refused",
        c -> {
          try (var sql = c.prepareStatement(REFUSED)) {
            sql.setString(1, why);
            sql.setDouble(2, again.toMillis() / 1000.0);
            sql.setArray(3, new Columns<>(c, List.copyOf(ids)).longs(id -> id));
            return sql.executeUpdate();
          }
        });
  }

  @Override
  public Map<RegionName, Refusals> refusals() {
    return Transaction.run(
        pool,
        "can't count refused mail",
        c -> {
          var refusals = new HashMap<RegionName, Refusals>();
          try (var sql = c.createStatement();
              var row = sql.executeQuery(REFUSALS)) {
            while (row.next()) {
              refusals.put(
                  new RegionName(row.getString(1)), new Refusals(row.getLong(2), row.getString(3)));
            }
          }
          return refusals;
        });
  }
}

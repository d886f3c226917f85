package dev.postmeridian.store;

import dev.postmeridian.change.Field;
import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.FeedItem.Clear;
import dev.postmeridian.replication.RecordKey;
import dev.postmeridian.sealing.CopyPlace;
import dev.postmeridian.sealing.RestorationStore;
import dev.postmeridian.sealing.SealedCopies.Tombstone;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Writes what comes back from sealed copies as it would what comes with a feed, and in the same
 * transaction how far that is. Whoever would decide or index it does so then.
 */
final class PostgresRestorationStore implements RestorationStore {
  private static final String BEGIN =
      """
      INSERT INTO postmeridian.restoration (holder) SELECT unnest(?::text[])
      ON CONFLICT (holder) DO UPDATE SET done = false, changed_at = now()
      """;
  private static final String SAVE =
      """
      UPDATE postmeridian.restoration SET after = ?, copies = ?, bytes = ?, damaged = ?, done = ?,
        changed_at = now()
      WHERE holder = ?
      """;
  private static final String NOTE =
      "INSERT INTO postmeridian.audit_event (actor, action, subject, detail)"
          + " SELECT ?, ?, region, ?::jsonb FROM postmeridian.identity";
  private final DataSource pool;
  private final Runnable onRestored;

  /**
   * @param onRestored called when there may be messages to decide
   */
  PostgresRestorationStore(DataSource pool, Runnable onRestored) {
    this.pool = pool;
    this.onRestored = onRestored;
  }

  @Override
  public List<Progress> progress() {
    return Transaction.run(
        pool,
        "can't tell how far the region is restored",
        c -> {
          var all = new ArrayList<Progress>();
          try (var sql = c.createStatement();
              var row =
                  sql.executeQuery(
                      "SELECT holder, after, copies, bytes, damaged, done FROM postmeridian.restoration"
                          + " ORDER BY holder")) {
            while (row.next()) {
              String after = row.getString(2);
              all.add(
                  new Progress(
                      new RegionName(row.getString(1)),
                      after.isEmpty() ? Optional.empty() : Optional.of(CopyPlace.parse(after)),
                      row.getLong(3),
                      row.getLong(4),
                      row.getLong(5),
                      row.getBoolean(6)));
            }
          }
          return all;
        });
  }

  @Override
  public void begin(String actor, List<RegionName> holders) {
    Transaction.run(
        pool,
        "can't begin to restore",
        c -> {
          try (var sql = c.prepareStatement(BEGIN)) {
            sql.setArray(1, new Columns<>(c, holders).texts(RegionName::value));
            sql.executeUpdate();
          }
          note(c, actor, "region.restore.began", 0);
          return holders.size();
        });
  }

  @Override
  public void take(Collection<Clear> records, Progress progress) {
    Transaction.run(
        pool,
        "can't restore",
        c -> {
          new ReceivedBatch(c).write(records);
          save(c, progress);
          return records.size();
        });
    onRestored.run();
  }

  @Override
  public void erase(List<Tombstone> erased, Progress progress) {
    take(erased.stream().map(PostgresRestorationStore::erasure).toList(), progress);
  }

  private static Clear erasure(Tombstone t) {
    var fields = FieldJson.object();
    fields.putObject(Field.ERASED.key()).put("by", "restore");
    return new Clear(
        new RecordKey(t.stamp(), t.message()),
        t.country(),
        ReplicationClass.URGENT,
        1,
        fields.toString(),
        true,
        Optional.empty());
  }

  @Override
  public void end(String actor) {
    Transaction.run(
        pool,
        "can't note that the region is restored",
        c -> {
          long copies = 0;
          try (var sql = c.createStatement();
              var row = sql.executeQuery("SELECT sum(copies) FROM postmeridian.restoration")) {
            row.next();
            copies = row.getLong(1);
          }
          note(c, actor, "region.restore.ended", copies);
          return copies;
        });
  }

  private static void save(Connection c, Progress progress) throws SQLException {
    try (var sql = c.prepareStatement(SAVE)) {
      sql.setString(1, progress.after().map(CopyPlace::toString).orElse(""));
      sql.setLong(2, progress.copies());
      sql.setLong(3, progress.bytes());
      sql.setLong(4, progress.damaged());
      sql.setBoolean(5, progress.done());
      sql.setString(6, progress.holder().value());
      sql.executeUpdate();
    }
  }

  private static void note(Connection c, String actor, String action, long copies)
      throws SQLException {
    try (var sql = c.prepareStatement(NOTE)) {
      sql.setString(1, actor);
      sql.setString(2, action);
      sql.setString(3, FieldJson.object().put("copies", copies).toString());
      sql.executeUpdate();
    }
  }
}

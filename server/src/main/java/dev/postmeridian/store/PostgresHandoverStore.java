package dev.postmeridian.store;

import dev.postmeridian.change.HybridClock;
import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.change.Stamp;
import dev.postmeridian.handover.Departing;
import dev.postmeridian.handover.HandoverStore;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** What the region's database has, as the law that it lives under changes. */
final class PostgresHandoverStore implements HandoverStore {
  private static final String PAGE =
      """
      SELECT m.id, coalesce(m.mailbox, '') AS mailbox,
        ARRAY(SELECT DISTINCT c.country::text FROM postmeridian.change c WHERE c.message_id = m.id) AS labels
      FROM postmeridian.message m WHERE m.id > ? ORDER BY m.id LIMIT ?
      """;
  private static final String RELABEL =
      """
      INSERT INTO postmeridian.audit_event (actor, action, subject, country)
      SELECT ?, 'message.relabelled', encode(id, 'hex'), ? FROM postmeridian.relabel(?, ?) id
      """;
  private static final String DEPARTING =
      """
      SELECT k.id, c.raw IS NOT NULL AS content, coalesce(c.size, 0) AS size,
        ARRAY(SELECT h.stamp::text FROM postmeridian.change h WHERE h.message_id = k.id ORDER BY 1) AS stamps,
        ARRAY(SELECT o.effect::text FROM postmeridian.outbox o
          WHERE o.message_id = k.id AND o.state <> 'delivered' ORDER BY 1) AS effects
      FROM unnest(?::bytea[]) k(id) LEFT JOIN postmeridian.content c ON c.message_id = k.id
      """;
  private static final String LET_GO =
      """
      INSERT INTO postmeridian.audit_event (actor, action, subject, country, detail)
      SELECT ?, 'message.handed-over', encode(id, 'hex'), ?, ?::jsonb FROM postmeridian.let_go(?, ?) id
      """;
  static final String SHELVES =
      "SELECT DISTINCT country, recipient FROM postmeridian.sealed_copy ORDER BY 1, 2";
  private static final String WAITING =
      "SELECT country, recipient, count(*) FROM postmeridian.sealed_mail GROUP BY 1, 2";
  private static final String COPIES =
      """
      SELECT message_id, true AS content, 0 AS size, array_agg(DISTINCT stamp) AS stamps, ARRAY[]::text[] AS effects
      FROM postmeridian.sealed_copy WHERE recipient = ? AND country = ? AND message_id > ?
      GROUP BY message_id ORDER BY message_id LIMIT ?
      """;
  private static final String FORGET =
      """
      WITH gone AS (
        DELETE FROM postmeridian.sealed_copy c USING unnest(?::bytea[], ?::text[]) k(id, stamp)
        WHERE c.recipient = ? AND c.country = ? AND c.message_id = k.id AND c.stamp = k.stamp
        RETURNING c.message_id)
      INSERT INTO postmeridian.audit_event (actor, action, subject, country, detail)
      SELECT DISTINCT ?, 'copy.forgotten', encode(message_id, 'hex'), ?, ?::jsonb FROM gone
      """;
  private static final long LOOK_NANOS = 50_000_000;
  private static final int LOOKS = 600;
  private final DataSource pool;
  private final HybridClock clock;

  PostgresHandoverStore(DataSource pool, HybridClock clock) {
    this.pool = pool;
    this.clock = clock;
  }

  @Override
  public long size() {
    return run(c -> {
      try (var sql = c.createStatement();
          var row =
              sql.executeQuery(
                  "SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = 'postmeridian.message'::regclass")) {
        row.next();
        return row.getLong(1);
      }
    });
  }

  @Override
  public List<Kept> page(Optional<MessageId> after, int most) {
    return run(c -> {
      var page = new ArrayList<Kept>();
      try (var sql = c.prepareStatement(PAGE)) {
        sql.setBytes(1, after.map(MessageId::bytes).orElseGet(() -> new byte[0]));
        sql.setInt(2, most);
        try (var rows = sql.executeQuery()) {
          while (rows.next()) {
            page.add(
                new Kept(
                    MessageId.of(rows.getBytes("id")),
                    rows.getString("mailbox"),
                    countries(texts(rows, "labels"))));
          }
        }
      }
      return page;
    });
  }

  private static Set<Country> countries(List<String> codes) {
    var countries = new HashSet<Country>();
    for (String code : codes) {
      try {
        countries.add(new Country(code));
      } catch (IllegalArgumentException _) {
        // nobody's, and no peer's either
      }
    }
    return countries;
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return Arrays.asList((String[]) row.getArray(column).getArray());
  }

  @Override
  public void relabel(String actor, List<MessageId> ids, Country country) {
    run(c -> {
      try (var sql = c.prepareStatement("SELECT postmeridian.expect_mail_of(?)")) {
        sql.setString(1, country.code());
        return sql.execute();
      }
    });
    run(c -> {
      try (var sql = c.prepareStatement(RELABEL)) {
        sql.setString(1, actor);
        sql.setString(2, country.code());
        sql.setArray(3, new Columns<>(c, ids).bytes(MessageId::bytes));
        sql.setString(4, country.code());
        return PostgresHandoverJournal.count(c, sql.executeUpdate(), 0, 0);
      }
    });
  }

  /** Feeds read below the horizon of transactions: the mark counts once it is there. */
  @Override
  public void markLog() {
    var classes = List.of(ReplicationClass.values());
    String mark =
        run(c -> {
          try (var sql = c.prepareStatement("SELECT postmeridian.mark_log(?)::text")) {
            sql.setArray(1, new Columns<>(c, classes).texts(_ -> clock.next().toString()));
            try (var row = sql.executeQuery()) {
              row.next();
              return row.getString(1);
            }
          }
        });
    for (int look = 0; look < LOOKS && !isPast(mark); look++) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    if (!isPast(mark)) {
      throw new IllegalStateException("a transaction is under way for very long");
    }
  }

  private boolean isPast(String tx) {
    return run(c -> {
      try (var sql =
          c.prepareStatement("SELECT ?::xid8 < pg_snapshot_xmin(pg_current_snapshot())")) {
        sql.setString(1, tx);
        try (var row = sql.executeQuery()) {
          row.next();
          return row.getBoolean(1);
        }
      }
    });
  }

  @Override
  public List<Weighed> departing(List<MessageId> ids) {
    return run(c -> {
      try (var sql = c.prepareStatement(DEPARTING)) {
        sql.setArray(1, new Columns<>(c, ids).bytes(MessageId::bytes));
        return weighed(sql);
      }
    });
  }

  private static List<Weighed> weighed(PreparedStatement sql) throws SQLException {
    var found = new ArrayList<Weighed>();
    try (var rows = sql.executeQuery()) {
      while (rows.next()) {
        var message =
            new Departing(
                MessageId.of(rows.getBytes(1)),
                rows.getBoolean("content"),
                texts(rows, "stamps").stream().map(Stamp::parse).toList(),
                true,
                texts(rows, "effects"));
        found.add(new Weighed(message, rows.getLong("size")));
      }
    }
    return found;
  }

  @Override
  public int letGo(String actor, List<Departing> messages, Country country, Set<RegionName> to) {
    return run(c -> {
      var rows = new Columns<>(c, messages);
      try (var sql = c.prepareStatement(LET_GO)) {
        sql.setString(1, actor);
        sql.setString(2, country.code());
        sql.setString(3, detail(to));
        sql.setArray(4, rows.bytes(m -> m.id().bytes()));
        sql.setArray(5, rows.longs(m -> (long) m.stamps().size()));
        return PostgresHandoverJournal.count(c, 0, sql.executeUpdate(), 0);
      }
    });
  }

  private static String detail(Set<RegionName> to) {
    var json = FieldJson.object();
    json.put("to", to.stream().map(RegionName::value).collect(Collectors.joining(", ")));
    return json.toString();
  }

  @Override
  public Map<Shelf, Long> waiting() {
    return run(c -> {
      var waiting = new HashMap<Shelf, Long>();
      try (var sql = c.createStatement();
          var rows = sql.executeQuery(WAITING)) {
        while (rows.next()) {
          var shelf = new Shelf(new Country(rows.getString(1)), new RegionName(rows.getString(2)));
          waiting.put(shelf, rows.getLong(3));
        }
      }
      return waiting;
    });
  }

  @Override
  public List<Shelf> shelves() {
    return run(c -> {
      var shelves = new ArrayList<Shelf>();
      try (var sql = c.createStatement();
          var rows = sql.executeQuery(SHELVES)) {
        while (rows.next()) {
          shelves.add(new Shelf(new Country(rows.getString(1)), new RegionName(rows.getString(2))));
        }
      }
      return shelves;
    });
  }

  @Override
  public List<Departing> copies(Shelf shelf, Optional<MessageId> after, int most) {
    return run(c -> {
      try (var sql = c.prepareStatement(COPIES)) {
        sql.setString(1, shelf.recipient().value());
        sql.setString(2, shelf.country().code());
        sql.setBytes(3, after.map(MessageId::bytes).orElseGet(() -> new byte[0]));
        sql.setInt(4, most);
        return weighed(sql).stream().map(Weighed::message).toList();
      }
    });
  }

  @Override
  public int forget(String actor, Shelf shelf, List<Departing> messages, Set<RegionName> to) {
    var keys = messages.stream().flatMap(Departing::keys).toList();
    return run(c -> {
      var rows = new Columns<>(c, keys);
      try (var sql = c.prepareStatement(FORGET)) {
        sql.setArray(1, rows.bytes(key -> key.message().bytes()));
        sql.setArray(2, rows.texts(key -> key.stamp().toString()));
        sql.setString(3, shelf.recipient().value());
        sql.setString(4, shelf.country().code());
        sql.setString(5, actor);
        sql.setString(6, shelf.country().code());
        sql.setString(7, detail(to));
        return PostgresHandoverJournal.count(c, 0, 0, sql.executeUpdate());
      }
    });
  }

  private <T> T run(Transaction.Work<T> work) {
    return Transaction.run(pool, "can't apply the change of law", work);
  }
}

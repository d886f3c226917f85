package dev.postmeridian.store;

import dev.postmeridian.change.HybridClock;
import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.change.Stamp;
import dev.postmeridian.handover.Departing;
import dev.postmeridian.handover.HandoverStore;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** What the region's database has, as the law that it lives under changes. */
final class PostgresHandoverStore implements HandoverStore {
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
  private static final String CLEAR =
      """
      SELECT country, count(*) FROM postmeridian.message
      WHERE state IN ('accepted', 'triaged', 'quarantined') GROUP BY country
      """;
  private static final String SEALED =
      "SELECT country, count(DISTINCT message_id) FROM postmeridian.sealed_copy GROUP BY country";
  private static final String MAILBOXES =
      """
      SELECT n.name, count(m.id) FROM unnest(?::text[]) n(name)
        LEFT JOIN postmeridian.message m ON m.state IN ('accepted', 'triaged', 'quarantined')
          AND (m.mailbox = n.name OR right(m.mailbox, length(n.name) + 1) = '@' || n.name)
      GROUP BY n.name
      """;
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
  public Holdings holdings(Collection<String> mailboxes) {
    return run(c -> {
      try (var longer = c.createStatement()) {
        longer.execute(PostgresLogDigests.LONG);
      }
      return new Holdings(countries(c, CLEAR), countries(c, SEALED), mailboxes(c, mailboxes));
    });
  }

  private static Map<Country, Long> countries(Connection c, String counting) throws SQLException {
    var counts = new TreeMap<Country, Long>();
    try (var sql = c.createStatement();
        var rows = sql.executeQuery(counting)) {
      while (rows.next()) {
        counts.put(new Country(rows.getString(1)), rows.getLong(2));
      }
    }
    return counts;
  }

  private static Map<String, Long> mailboxes(Connection c, Collection<String> names)
      throws SQLException {
    var counts = new TreeMap<String, Long>();
    try (var sql = c.prepareStatement(MAILBOXES)) {
      sql.setArray(1, new Columns<>(c, List.copyOf(names)).texts(name -> name));
      try (var rows = sql.executeQuery()) {
        while (rows.next()) {
          counts.put(rows.getString(1), rows.getLong(2));
        }
      }
    }
    return counts;
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
        return count(c, sql.executeUpdate(), 0, 0);
      }
    });
  }

  private static int count(Connection c, int relabelled, int handedOver, int sealed)
      throws SQLException {
    try (var sql = c.prepareStatement(COUNT)) {
      sql.setInt(1, relabelled);
      sql.setInt(2, handedOver);
      sql.setInt(3, sealed);
      sql.executeUpdate();
    }
    return relabelled + handedOver + sealed;
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
        return count(c, 0, sql.executeUpdate(), 0);
      }
    });
  }

  private static String detail(Set<RegionName> to) {
    var json = FieldJson.object();
    json.put("to", to.stream().map(RegionName::value).collect(Collectors.joining(", ")));
    return json.toString();
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
        return count(c, 0, 0, sql.executeUpdate());
      }
    });
  }

  private <T> T run(Transaction.Work<T> work) {
    return Transaction.run(pool, "can't apply the change of law", work);
  }
}

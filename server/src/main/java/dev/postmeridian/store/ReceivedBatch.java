package dev.postmeridian.store;

import dev.postmeridian.change.Stamp;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.replication.FeedContent;
import dev.postmeridian.replication.FeedItem.Clear;
import dev.postmeridian.replication.RecordKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Changes of other regions as they are written: content, changes, and what follows from them. Keys
 * are touched in sorted order, as everybody does who writes the log, so that nobody waits in a
 * ring.
 */
final class ReceivedBatch {
  // What is erased stays so, whatever comes after it.
  private static final String CONTENT =
      """
      INSERT INTO postmeridian.content (message_id, trace, raw, size)
      SELECT i.id, i.trace, i.raw, octet_length(i.raw)
      FROM unnest(?::bytea[], ?::text[], ?::bytea[]) i(id, trace, raw)
      WHERE NOT EXISTS (SELECT FROM postmeridian.message m WHERE m.id = i.id AND m.state = 'erased')
      ON CONFLICT DO NOTHING
      """;
  // A copy that is brought here again is known to be gone.
  private static final String GONE =
      """
      INSERT INTO postmeridian.content (message_id, trace, raw, size)
      SELECT id, '', NULL, 0 FROM unnest(?::bytea[]) id ON CONFLICT DO NOTHING
      """;
  private static final String CHANGES =
      """
      INSERT INTO postmeridian.change (stamp, message_id, country, class, version, fields)
      SELECT stamp, id, country, class, version, fields::jsonb
      FROM unnest(?::text[], ?::bytea[], ?::text[], ?::bigint[], ?::bigint[], ?::text[])
        i(stamp, id, country, class, version, fields)
      ON CONFLICT DO NOTHING RETURNING message_id
      """;
  private static final String SCRUB =
      """
      SELECT postmeridian.scrub(ARRAY(
        SELECT id FROM postmeridian.message WHERE id = ANY (?) AND state = 'erased' ORDER BY id))
      """;
  // Whoever accepted a message decides it; if this was here, before its database was set back, at
  // once.
  private static final String TAKE_OVER =
      """
      INSERT INTO postmeridian.takeover (message_id, origin, due)
      SELECT i.id, i.origin, now() + make_interval(mins => CASE WHEN i.origin = own.region THEN 0 ELSE 10 END)
      FROM unnest(?::bytea[], ?::text[]) i(id, origin)
        JOIN postmeridian.message m ON m.id = i.id AND m.state = 'accepted', postmeridian.identity own
      ON CONFLICT DO NOTHING
      """;
  private static final String DECIDED =
      """
      DELETE FROM postmeridian.takeover t USING postmeridian.message m
      WHERE t.message_id = ANY (?) AND m.id = t.message_id AND m.state <> 'accepted'
      """;
  private static final String INDEX =
      """
      INSERT INTO postmeridian.job (kind, message_id, class)
      SELECT 'index', m.id, 2 FROM postmeridian.message m JOIN postmeridian.content c ON c.message_id = m.id
      WHERE m.id = ANY (?) AND m.state = 'triaged' AND c.raw IS NOT NULL
        AND NOT EXISTS (SELECT FROM postmeridian.search s WHERE s.message_id = m.id)
      """;

  private record Arrived(MessageId id, FeedContent content, String origin) {}

  private final Connection connection;

  ReceivedBatch(Connection connection) {
    this.connection = connection;
  }

  /** Writes them; those that are here already change nothing. */
  void write(Collection<Clear> records) throws SQLException {
    if (records.isEmpty()) {
      return;
    }
    var sorted = new TreeMap<RecordKey, Clear>();
    records.forEach(record -> sorted.putIfAbsent(record.key(), record));
    List<Arrived> arrived = arrived(sorted.values());
    content(arrived);
    gone(sorted.values());
    Set<MessageId> fresh = changes(List.copyOf(sorted.values()));
    follow(SCRUB, fresh);
    takeOver(arrived.stream().filter(a -> fresh.contains(a.id())).toList());
    follow(DECIDED, fresh);
    follow(INDEX, fresh);
  }

  private static List<Arrived> arrived(Collection<Clear> records) {
    var byId = new TreeMap<MessageId, Arrived>();
    for (Clear record : records) {
      MessageId id = record.key().message();
      record
          .content()
          .ifPresent(content ->
              byId.putIfAbsent(
                  id, new Arrived(id, content, record.key().stamp().region().value())));
    }
    return List.copyOf(byId.values());
  }

  private void content(List<Arrived> arrived) throws SQLException {
    if (arrived.isEmpty()) {
      return;
    }
    var rows = new Columns<>(connection, arrived);
    try (var sql = connection.prepareStatement(CONTENT)) {
      sql.setArray(1, rows.bytes(a -> a.id().bytes()));
      sql.setArray(2, rows.texts(a -> FieldJson.clean(a.content().trace())));
      sql.setArray(3, rows.bytes(a -> a.content().raw()));
      sql.executeUpdate();
    }
  }

  private void gone(Collection<Clear> records) throws SQLException {
    var ids = new TreeSet<MessageId>();
    records.stream().filter(Clear::erases).forEach(record -> ids.add(record.key().message()));
    follow(GONE, ids);
  }

  /** Of which messages something was new. */
  private Set<MessageId> changes(List<Clear> records) throws SQLException {
    var rows = new Columns<>(connection, records);
    var fresh = new HashSet<MessageId>();
    try (var sql = connection.prepareStatement(CHANGES)) {
      sql.setArray(1, rows.texts(r -> r.key().stamp().toString()));
      sql.setArray(2, rows.bytes(r -> r.key().message().bytes()));
      sql.setArray(3, rows.texts(r -> r.country().code()));
      sql.setArray(4, rows.longs(r -> (long) r.replicationClass().number()));
      sql.setArray(5, rows.longs(r -> (long) r.version()));
      sql.setArray(6, rows.texts(Clear::fields));
      try (var written = sql.executeQuery()) {
        while (written.next()) {
          fresh.add(MessageId.of(written.getBytes(1)));
        }
      }
    }
    return fresh;
  }

  private void takeOver(List<Arrived> arrived) throws SQLException {
    if (arrived.isEmpty()) {
      return;
    }
    var rows = new Columns<>(connection, arrived);
    try (var sql = connection.prepareStatement(TAKE_OVER)) {
      sql.setArray(1, rows.bytes(a -> a.id().bytes()));
      sql.setArray(2, rows.texts(Arrived::origin));
      sql.executeUpdate();
    }
  }

  private void follow(String statement, Collection<MessageId> messages) throws SQLException {
    if (messages.isEmpty()) {
      return;
    }
    var sorted = new ArrayList<>(messages);
    sorted.sort(Comparator.naturalOrder());
    try (var sql = connection.prepareStatement(statement)) {
      sql.setArray(1, new Columns<>(connection, sorted).bytes(MessageId::bytes));
      sql.execute();
    }
  }

  /** What every stamp must be below, as the database says. */
  static String stampLimit(Connection c) throws SQLException {
    try (var sql = c.createStatement();
        var row = sql.executeQuery("SELECT postmeridian.stamp_limit()")) {
      row.next();
      return row.getString(1);
    }
  }

  static boolean isBelow(Stamp stamp, String limit) {
    return stamp.toString().compareTo(limit) < 0;
  }
}

package dev.postmeridian.store;

import dev.postmeridian.change.HybridClock;
import dev.postmeridian.change.Stamp;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Threads that a message showed to be one, as by a mail between two replies that arrived before it:
 * the messages of each move into the one that goes on.
 *
 * @param into by the name of the thread that ends, the one that goes on
 */
record UnitedThreads(Map<String, String> into) {
  private static final String NEWEST =
      "SELECT max(stamps->>'parsed') FROM postmeridian.message WHERE thread = ANY (?)";
  private static final String MOVED =
      """
      WITH ended AS MATERIALIZED (SELECT * FROM unnest(?::text[], ?::text[]) AS e(thread, goes_on)),
      keys AS (
        UPDATE postmeridian.thread_key k SET thread = e.goes_on
        FROM ended e, postmeridian.message m
        WHERE m.thread = e.thread AND k.message_id = m.id AND k.thread = e.thread)
      INSERT INTO postmeridian.change (stamp, message_id, country, class, fields)
      SELECT ?, m.id, m.country, 1,
        jsonb_build_object('parsed', m.fields->'parsed' || jsonb_build_object('thread', e.goes_on))
      FROM postmeridian.message m JOIN ended e ON m.thread = e.thread
      ORDER BY m.id
      """;

  UnitedThreads {
    into = Map.copyOf(into);
  }

  /** Writes it, in the connection's transaction. */
  void write(Connection c, HybridClock clock) throws SQLException {
    if (into.isEmpty()) {
      return;
    }
    var rows = new Columns<>(c, List.copyOf(into.entrySet()));
    try (var sql = c.prepareStatement(NEWEST)) {
      sql.setArray(1, rows.texts(Map.Entry::getKey));
      try (var newest = sql.executeQuery()) {
        if (newest.next() && newest.getString(1) != null) {
          clock.observe(Stamp.parse(newest.getString(1)));
        }
      }
    }
    try (var sql = c.prepareStatement(MOVED)) {
      sql.setArray(1, rows.texts(Map.Entry::getKey));
      sql.setArray(2, rows.texts(Map.Entry::getValue));
      sql.setString(3, clock.next().toString());
      sql.executeUpdate();
    }
  }
}

package dev.postmeridian.store;

import dev.postmeridian.change.Stamp;
import dev.postmeridian.handover.Departing;
import dev.postmeridian.handover.HandoverInbox;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.replication.RecordKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;

/** What this region has of the mail that others hand over to it. */
final class PostgresHandoverInbox implements HandoverInbox {
  private static final String HELD =
      """
      WITH named AS (SELECT * FROM unnest(?::bytea[], ?::text[]) n(id, stamp)),
      lacking AS (
        SELECT id FROM named
        WHERE NOT EXISTS (SELECT FROM postmeridian.change h WHERE h.stamp = named.stamp AND h.message_id = named.id))
      SELECT w.id FROM unnest(?::bytea[], ?::bigint[]) w(id, content)
      WHERE NOT EXISTS (SELECT FROM lacking WHERE lacking.id = w.id)
        AND (w.content = 0
          OR EXISTS (SELECT FROM postmeridian.content c WHERE c.message_id = w.id AND c.raw IS NOT NULL)
          OR EXISTS (SELECT FROM postmeridian.message m WHERE m.id = w.id AND m.state = 'erased'))
      """;
  private static final String DECIDE_NOW =
      "UPDATE postmeridian.takeover SET due = now() WHERE message_id = ANY (?)";
  private final DataSource pool;
  private final EffectRules effects;

  PostgresHandoverInbox(DataSource pool, EffectRules effects) {
    this.pool = pool;
    this.effects = effects;
  }

  @Override
  public Set<MessageId> held(List<Departing> messages) {
    return Transaction.run(pool, "can't tell what is held here", c -> held(c, messages));
  }

  private static Set<MessageId> held(Connection c, List<Departing> messages) throws SQLException {
    List<RecordKey> keys = messages.stream().flatMap(Departing::keys).toList();
    var named = new Columns<>(c, keys);
    var rows = new Columns<>(c, messages);
    var held = new HashSet<MessageId>();
    try (var sql = c.prepareStatement(HELD)) {
      sql.setArray(1, named.bytes(key -> key.message().bytes()));
      sql.setArray(2, named.texts(key -> text(key.stamp())));
      sql.setArray(3, rows.bytes(m -> m.id().bytes()));
      sql.setArray(4, rows.longs(m -> m.hasContent() ? 1L : 0L));
      try (var found = sql.executeQuery()) {
        while (found.next()) {
          held.add(MessageId.of(found.getBytes(1)));
        }
      }
    }
    return held;
  }

  private static String text(Stamp stamp) {
    return stamp.toString();
  }

  @Override
  public void adopt(List<Departing> messages) {
    if (messages.isEmpty()) {
      return;
    }
    var byEffect = new TreeMap<String, TreeSet<MessageId>>();
    messages.forEach(m ->
        m.effects()
            .forEach(name -> byEffect.computeIfAbsent(name, _ -> new TreeSet<>()).add(m.id())));
    Transaction.run(
        pool,
        "can't take what is handed over",
        c -> {
          try (var sql = c.prepareStatement(DECIDE_NOW)) {
            sql.setArray(1, new Columns<>(c, messages).bytes(m -> m.id().bytes()));
            sql.executeUpdate();
          }
          for (var one : byEffect.entrySet()) {
            effects.put(c, List.copyOf(one.getValue()), one.getKey());
          }
          return messages.size();
        });
  }
}

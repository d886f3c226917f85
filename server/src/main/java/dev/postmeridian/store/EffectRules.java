package dev.postmeridian.store;

import dev.postmeridian.effect.Effect;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.triage.QueueName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which effects follow from decisions: written in the transaction that decides or corrects, after
 * its change.
 */
final class EffectRules {
  private static final String PUT = "SELECT postmeridian.put_effects(?, ?::jsonb)";
  private static final String PUT_ONE =
      """
      SELECT postmeridian.put_effects(?, (
        SELECT jsonb_agg(r) FROM jsonb_array_elements(?::jsonb) r WHERE r->>'effect' = ?))
      """;
  private final String rules;

  EffectRules(List<Effect> effects) {
    rules =
        effects.isEmpty()
            ? ""
            : FieldJson.array(effects.stream().map(EffectRules::rule).toList()).toString();
  }

  /** Of what a worker decided. */
  void put(Connection c, List<MessageId> decided) throws SQLException {
    if (rules.isEmpty() || decided.isEmpty()) {
      return;
    }
    try (var sql = c.prepareStatement(PUT)) {
      sql.setArray(1, new Columns<>(c, decided).bytes(MessageId::bytes));
      sql.setString(2, rules);
      sql.execute();
    }
  }

  /** One effect, of what another region decided and did not deliver. */
  void put(Connection c, List<MessageId> decided, String effect) throws SQLException {
    if (rules.isEmpty()) {
      return;
    }
    try (var sql = c.prepareStatement(PUT_ONE)) {
      sql.setArray(1, new Columns<>(c, decided).bytes(MessageId::bytes));
      sql.setString(2, rules);
      sql.setString(3, effect);
      sql.execute();
    }
  }

  /** Of what a person corrected. */
  void put(Handle handle, MessageId corrected) {
    if (rules.isEmpty()) {
      return;
    }
    handle
        .createQuery("SELECT 1 FROM postmeridian.put_effects(ARRAY[:id]::bytea[], :rules::jsonb)")
        .bind("id", corrected.bytes())
        .bind("rules", rules)
        .mapTo(Integer.class)
        .list();
  }

  private static ObjectNode rule(Effect effect) {
    ObjectNode rule =
        FieldJson.object()
            .put("effect", effect.name().value())
            .put("once", effect.target().isOnce());
    set(rule, "queues", effect.queues(), QueueName::value);
    set(rule, "countries", effect.countries(), Country::code);
    return rule;
  }

  /** Those that are named; nothing where it is for all. */
  private static <T> void set(
      ObjectNode rule, String name, Set<T> values, Function<T, String> word) {
    if (!values.isEmpty()) {
      ArrayNode all = rule.putArray(name);
      words(values, word).forEach(all::add);
    }
  }

  private static <T> List<String> words(Collection<T> values, Function<T, String> word) {
    return values.stream().map(word).sorted().toList();
  }
}

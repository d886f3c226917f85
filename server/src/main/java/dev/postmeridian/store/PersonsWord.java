package dev.postmeridian.store;

import dev.postmeridian.change.Field;
import dev.postmeridian.change.HybridClock;
import dev.postmeridian.change.Stamp;
import dev.postmeridian.desk.Correction;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What one person says of one message, written as a change and an audit event. */
final class PersonsWord {
  /**
   * One field of a change that is to be undone.
   *
   * @param stands whether nothing newer was said of it that was not taken back
   * @param before what people had said; null if nothing
   * @param as the change that said so; null if nothing
   */
  private record Undone(
      String field, boolean stands, @Nullable JsonNode before, @Nullable String as) {
    /** What they had said stands again as if it had never been replaced: it can be undone, too. */
    ObjectNode again(String actor) {
      ObjectNode word = FieldJson.said(before, actor);
      return as == null ? word : word.put(AS, as);
    }
  }

  /** Of a word that stands again: the change that said it first. */
  private static final String AS = "as";

  private final Handle handle;
  private final HybridClock clock;
  private final EffectRules effects;
  private final String actor;
  private final MessageId id;

  private PersonsWord(
      Handle handle, HybridClock clock, EffectRules effects, String actor, MessageId id) {
    this.handle = handle;
    this.clock = clock;
    this.effects = effects;
    this.actor = actor;
    this.id = id;
  }

  /**
   * Waits for whoever speaks of the message or erases it now, so that each sees the stamp it
   * replaces; empty if there is no such message any more.
   */
  static Optional<PersonsWord> holding(
      Handle handle, HybridClock clock, EffectRules effects, String actor, MessageId id) {
    return handle
        .createQuery("SELECT postmeridian.hold_visible(:id)")
        .bind("id", id.bytes())
        .mapTo(byte[].class)
        .findOne()
        .map(_ -> new PersonsWord(handle, clock, effects, actor, id));
  }

  /** Says what the correction says; nobody says again what already stands as their word. */
  Optional<Stamp> correct(Correction correction) {
    ObjectNode fields = FieldJson.object();
    said(correction)
        .forEach((field, word) -> word.ifPresent(w -> fields.set(field.key(), said(w))));
    JsonNode standing = standing();
    fields
        .properties()
        .removeIf(field -> field.getValue().equals(bare(standing.path(field.getKey()))));
    return write(fields);
  }

  private static JsonNode bare(JsonNode standing) {
    return standing instanceof ObjectNode word ? word.without(AS) : standing;
  }

  private static Map<Field, Optional<?>> said(Correction correction) {
    return new EnumMap<>(
        Map.of(
            Field.PERSON_JUNK, correction.junk().map(JunkVerdict::word),
            Field.PERSON_QUEUE, correction.queue().map(QueueName::value),
            Field.PERSON_PRIORITY, correction.priority().map(Priority::word),
            Field.PERSON_NEEDS_REPLY, correction.needsReply(),
            Field.PERSON_DONE, correction.done()));
  }

  private ObjectNode said(@Nullable Object word) {
    return FieldJson.said(word, actor);
  }

  /** Says what was said before that change of theirs, while it is the last word on all it says. */
  Optional<Stamp> undo(Stamp change) {
    List<Undone> words = words(change);
    ObjectNode fields = FieldJson.object();
    words.forEach(word -> fields.set(word.field(), word.again(actor)));
    return words.stream().allMatch(Undone::stands) ? write(fields) : Optional.empty();
  }

  private List<Undone> words(Stamp change) {
    return handle
        .createQuery(
            """
            SELECT word.key, :stamp IN (m.stamps->>word.key, m.fields->word.key->>'as') AS stands,
              (earlier.word->'value')::text AS before, coalesce(earlier.word->>'as', earlier.stamp) AS as
            FROM postmeridian.change said
            JOIN postmeridian.message m ON m.id = said.message_id
            CROSS JOIN jsonb_each(said.fields) word
            LEFT JOIN LATERAL (
              SELECT fields->word.key AS word, stamp FROM postmeridian.change
              WHERE message_id = :id AND stamp < :stamp AND fields->word.key IS NOT NULL
              ORDER BY stamp DESC LIMIT 1) earlier ON true
            WHERE said.message_id = :id AND said.stamp = :stamp AND word.value->>'by' = :actor
            """)
        .bind("id", id.bytes())
        .bind("stamp", change.toString())
        .bind("actor", actor)
        .map((row, _) ->
            new Undone(
                row.getString("key"),
                row.getBoolean("stands"),
                value(row.getString("before")),
                row.getString("as")))
        .list();
  }

  private static @Nullable JsonNode value(@Nullable String json) {
    return json == null ? null : FieldJson.read(json);
  }

  /** What all people say of it now. */
  private JsonNode standing() {
    return FieldJson.read(
        handle
            .createQuery(
                """
                SELECT coalesce(jsonb_object_agg(key, value) FILTER (WHERE key LIKE 'person%'), '{}')::text
                FROM postmeridian.message, jsonb_each(fields) WHERE id = :id
                """)
            .bind("id", id.bytes())
            .mapTo(String.class)
            .one());
  }

  private Optional<Stamp> write(ObjectNode fields) {
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    replaceWhatStands();
    Stamp stamp = clock.next();
    handle
        .createUpdate(
            """
            WITH logged AS (
              INSERT INTO postmeridian.change (stamp, message_id, country, class, fields)
              SELECT :stamp, id, country, 0, :fields::jsonb FROM postmeridian.message WHERE id = :id)
            INSERT INTO postmeridian.audit_event (actor, action, subject, country, detail)
            SELECT :actor, 'message.corrected', encode(id, 'hex'), country, jsonb_build_object('fields', :names)
            FROM postmeridian.message WHERE id = :id
            """)
        .bind("stamp", stamp.toString())
        .bind("id", id.bytes())
        .bind("fields", fields.toString())
        .bind("actor", actor)
        .bind("names", String.join(" ", fields.propertyNames()))
        .execute();
    effects.put(handle, id);
    return Optional.of(stamp);
  }

  /** Stamps may come from a node whose clock is ahead of ours. */
  private void replaceWhatStands() {
    handle
        .createQuery(
            "SELECT value FROM postmeridian.message, jsonb_each_text(stamps) WHERE id = :id")
        .bind("id", id.bytes())
        .mapTo(String.class)
        .forEach(stamp -> clock.observe(Stamp.parse(stamp)));
  }
}

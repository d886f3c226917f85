package dev.postmeridian.store;

import dev.postmeridian.change.Field;
import dev.postmeridian.change.HybridClock;
import dev.postmeridian.change.Stamp;
import dev.postmeridian.desk.Correction;
import dev.postmeridian.desk.Said;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What one person says of one message, written as a change and an audit event. */
final class PersonsWord {
  private final Handle handle;
  private final HybridClock clock;
  private final String actor;
  private final MessageId id;

  /** Waits for whoever speaks of the message now, so that each sees the stamp it replaces. */
  PersonsWord(Handle handle, HybridClock clock, String actor, MessageId id) {
    this.handle = handle;
    this.clock = clock;
    this.actor = actor;
    this.id = id;
    handle
        .createQuery("SELECT pg_advisory_xact_lock(hashtextextended(:id, 0)) IS NULL")
        .bind("id", id.hex())
        .mapTo(Boolean.class)
        .one();
  }

  /** Says what the correction says. */
  void correct(Correction c) {
    ObjectNode fields =
        fields(new Said(c.junk(), c.queue(), c.priority(), c.needsReply(), c.done()));
    fields.properties().removeIf(field -> field.getValue().path("value").isNull());
    write(fields, standing());
  }

  /** Says what was said before, where this person spoke last. */
  void restore(Said before) {
    JsonNode standing = standing();
    ObjectNode fields = fields(before);
    fields
        .properties()
        .removeIf(field -> !by(standing, field.getKey()).equals(by(fields, field.getKey())));
    write(fields, standing);
  }

  private static JsonNode by(JsonNode fields, String name) {
    return fields.path(name).path("by");
  }

  private ObjectNode fields(Said said) {
    Map<Field, Optional<?>> words = new EnumMap<>(Field.class);
    words.put(Field.PERSON_JUNK, said.junk().map(JunkVerdict::word));
    words.put(Field.PERSON_QUEUE, said.queue().map(QueueName::value));
    words.put(Field.PERSON_PRIORITY, said.priority().map(Priority::word));
    words.put(Field.PERSON_NEEDS_REPLY, said.needsReply());
    words.put(Field.PERSON_DONE, said.done());
    ObjectNode fields = FieldJson.object();
    words.forEach(
        (field, word) -> fields.set(field.key(), FieldJson.said(word.orElse(null), actor)));
    return fields;
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

  private void write(ObjectNode fields, JsonNode standing) {
    // Nobody says again what already stands as their word.
    fields.properties().removeIf(field -> field.getValue().equals(standing.path(field.getKey())));
    if (fields.isEmpty()) {
      return;
    }
    replaceWhatStands();
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
        .bind("stamp", clock.next().toString())
        .bind("id", id.bytes())
        .bind("fields", fields.toString())
        .bind("actor", actor)
        .bind("names", String.join(" ", fields.propertyNames()))
        .execute();
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

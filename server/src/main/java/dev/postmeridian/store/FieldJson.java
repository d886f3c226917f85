package dev.postmeridian.store;

import dev.postmeridian.change.Field;
import dev.postmeridian.mail.ParsedMail;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.triage.Decision;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import dev.postmeridian.triage.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON of the log's fields. Readers ignore what they don't know; strings are made fit for
 * PostgreSQL, which has no U+0000 and no half surrogate pairs.
 */
final class FieldJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private FieldJson() {}

  static JsonNode read(String json) {
    return JSON.readTree(json);
  }

  /** Plain records as they are. */
  static String written(Object value) {
    return JSON.writeValueAsString(value);
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static ArrayNode array(List<ObjectNode> objects) {
    return JSON.createArrayNode().addAll(objects);
  }

  static ObjectNode write(AcceptedField arrival) {
    return object()
        .put("mailbox", clean(arrival.mailbox()))
        .put("country", arrival.country().code())
        .put("sender", clean(arrival.sender()))
        .put("received_at", arrival.receivedAt().toEpochMilli())
        .put("via", arrival.via())
        .put("region", arrival.region().value())
        .put("bytes", arrival.bytes());
  }

  static AcceptedField arrival(JsonNode json) {
    return new AcceptedField(
        json.path("mailbox").asString(""),
        new Country(json.path("country").asString("")),
        json.path("sender").asString(""),
        Instant.ofEpochMilli(json.path("received_at").asLong(0)),
        json.path("via").asString(""),
        new RegionName(json.path("region").asString("")),
        json.path("bytes").asLong(0));
  }

  static ObjectNode write(ReadMail read) {
    ParsedMail mail = read.mail();
    ObjectNode json =
        object()
            .put("subject", clean(mail.subject()))
            .put("from", clean(mail.from()))
            .put("thread", read.thread())
            .put("snippet", clean(read.snippet()));
    mail.date().ifPresent(date -> json.put("date", millis(date)));
    ArrayNode attachments = json.putArray("attachments");
    mail.attachments()
        .forEach(a ->
            attachments
                .addObject()
                .put("name", clean(a.name()))
                .put("type", clean(a.type()))
                .put("bytes", a.bytes()));
    ArrayNode defects = json.putArray("defects");
    mail.defects().forEach(defect -> defects.add(clean(defect)));
    return json;
  }

  static ReadMail readMail(JsonNode json) {
    var date = json.path("date").asLongOpt();
    var attachments = new ArrayList<ParsedMail.Attachment>();
    json.path("attachments")
        .forEach(a ->
            attachments.add(
                new ParsedMail.Attachment(
                    a.path("name").asString(""),
                    a.path("type").asString(""),
                    a.path("bytes").asLong(0))));
    var mail =
        new ParsedMail(
            json.path("subject").asString(""),
            json.path("from").asString(""),
            date.isPresent()
                ? Optional.of(Instant.ofEpochMilli(date.getAsLong()))
                : Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            "",
            attachments,
            json.path("defects").valueStream().map(d -> d.asString("")).toList());
    return new ReadMail(mail, json.path("thread").asString(""), json.path("snippet").asString(""));
  }

  static ObjectNode write(Decision decision) {
    ObjectNode json =
        object()
            .put("junk", decision.junk().word())
            .put("queue", decision.queue().value())
            .put("priority", decision.priority().word())
            .put("language", clean(decision.language()))
            .put("needs_reply", decision.needsReply())
            .put("confidence", decision.confidence())
            .put("model", clean(decision.model()));
    decision
        .runnerUp()
        .ifPresent(second ->
            json.putObject("runner_up")
                .put("queue", second.queue().value())
                .put("margin", second.margin()));
    ArrayNode reasons = json.putArray("reasons");
    decision.reasons().forEach(reason -> reasons.add(write(reason)));
    return json;
  }

  static Decision decision(JsonNode json) {
    JsonNode second = json.path("runner_up");
    return new Decision(
        junk(json.path("junk").asString("")),
        new QueueName(json.path("queue").asString("")),
        priority(json.path("priority").asString("")),
        json.path("language").asString("und"),
        json.path("needs_reply").asBoolean(false),
        json.path("confidence").asDouble(0),
        second.isObject()
            ? Optional.of(
                new Decision.RunnerUp(
                    new QueueName(second.path("queue").asString("")),
                    second.path("margin").asDouble(0)))
            : Optional.empty(),
        json.path("model").asString(""),
        reasons(json.path("reasons")));
  }

  static List<Reason> reasons(JsonNode json) {
    return json.valueStream().map(FieldJson::reason).toList();
  }

  static ObjectNode quarantine(String reason) {
    return object().put("reason", clean(reason));
  }

  /**
   * What a person says.
   *
   * @param value a text or a truth; null takes back what was said
   */
  static ObjectNode said(@Nullable Object value, String by) {
    return object().set("value", JSON.valueToTree(value)).put("by", clean(by));
  }

  /** The queue that a person chose for the message that has these fields. */
  static Optional<QueueName> placed(JsonNode fields) {
    return fields.path(Field.PERSON_QUEUE.key()).path("value").stringValueOpt().map(QueueName::new);
  }

  static JunkVerdict junk(String word) {
    return JunkVerdict.valueOf(word.toUpperCase(Locale.ROOT));
  }

  static Priority priority(String word) {
    return Priority.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static ObjectNode write(Reason reason) {
    double weight = Double.isFinite(reason.weight()) ? reason.weight() : 0;
    return object()
        .put("about", word(reason.about()))
        .put("kind", word(reason.kind()))
        .put("evidence", clean(reason.evidence()))
        .put("weight", weight);
  }

  private static Reason reason(JsonNode json) {
    return new Reason(
        Reason.About.valueOf(json.path("about").asString("").toUpperCase(Locale.ROOT)),
        Reason.Kind.valueOf(json.path("kind").asString("").toUpperCase(Locale.ROOT)),
        json.path("evidence").asString(""),
        json.path("weight").asDouble(0));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  // A Date header may name a year beyond what a long of milliseconds holds.
  private static long millis(Instant date) {
    return Math.clamp(date.getEpochSecond(), -62_135_596_800L, 253_402_300_799L) * 1000
        + date.getNano() / 1_000_000;
  }

  /** The text without what PostgreSQL can't store. */
  static String clean(String text) {
    boolean fit = true;
    for (int i = 0; i < text.length() && fit; i++) {
      char c = text.charAt(i);
      fit = c != 0 && !Character.isSurrogate(c);
    }
    if (fit) {
      return text;
    }
    var cleaned = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == 0 || (c >= 0xd800 && c <= 0xdfff) ? 0xfffd : c)
        .forEach(cleaned::appendCodePoint);
    return cleaned.toString();
  }
}

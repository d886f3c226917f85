package dev.postmeridian.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.change.Change;
import dev.postmeridian.change.MergedState;
import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.change.Stamp;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The database's merge against the reference: random histories, every order of arrival. */
class MergeTest {
  private static final List<String> FIELDS =
      List.of(
          "accepted",
          "decision",
          "person_queue",
          "person_junk",
          "person_needs_reply",
          "person_done",
          "quarantine",
          "field_of_a_later_version");
  private static final List<String> REGIONS = List.of("eu-west-1", "eu-west-10", "eu", "us-east-1");
  private static TestRegion region;
  private static Connection worker;

  @BeforeAll
  static void open() throws SQLException {
    region = TestRegion.open();
    worker = region.as(region.address().worker());
  }

  @AfterAll
  static void close() throws SQLException {
    worker.close();
    region.close();
  }

  @Test
  void everyOrderOfAHistoryMergesAsTheReferenceSays() throws SQLException {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int round = 0; round < 12; round++) {
      List<Change> history = history(random, 4);
      MergedState expected = merged(history);
      var arrivals = new ArrayList<List<Change>>();
      for (List<Change> order : orders(history)) {
        MessageId id = anyId(random);
        arrivals.add(order.stream().map(change -> of(id, change)).toList());
      }
      write(arrivals, random);
      for (List<Change> arrival : arrivals) {
        check(arrival.getFirst().message(), expected, "seed " + seed + " round " + round);
      }
    }
  }

  @Test
  void longHistoriesMergeAsTheReferenceSays() throws SQLException {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      MessageId id = anyId(random);
      List<Change> history =
          new ArrayList<>(history(random, 40).stream().map(change -> of(id, change)).toList());
      Collections.shuffle(history, random);
      write(List.of(history), random);
      check(id, merged(history), "seed " + seed + " round " + round);
    }
  }

  // Each message's changes arrive in their order, those of different messages in one statement.
  private static void write(List<List<Change>> arrivals, Random random) throws SQLException {
    var positions = new int[arrivals.size()];
    var batch = new ArrayList<Change>();
    for (boolean more = true; more; ) {
      more = false;
      batch.clear();
      for (int i = 0; i < positions.length; i++) {
        int end = Math.min(positions[i] + random.nextInt(3), arrivals.get(i).size());
        batch.addAll(arrivals.get(i).subList(positions[i], end));
        positions[i] = end;
        more |= end < arrivals.get(i).size();
      }
      Collections.shuffle(batch, random);
      insert(batch);
    }
  }

  private static void insert(List<Change> batch) throws SQLException {
    var rows = new Columns<>(worker, batch);
    try (var sql =
        worker.prepareStatement(
            """
            INSERT INTO postmeridian.change (stamp, message_id, country, fields)
            SELECT s, m, 'DE', f::jsonb FROM unnest(?::text[], ?::bytea[], ?::text[]) AS i(s, m, f)
            """)) {
      sql.setArray(1, rows.texts(change -> change.stamp().toString()));
      sql.setArray(2, rows.bytes(change -> change.message().bytes()));
      sql.setArray(3, rows.texts(MergeTest::json));
      sql.executeUpdate();
    }
  }

  private static void check(MessageId id, MergedState expected, String where) throws SQLException {
    ObjectNode stamps = FieldJson.object();
    expected.fields().forEach((name, value) -> stamps.put(name, value.stamp().toString()));
    ObjectNode fields = FieldJson.object();
    expected.shown().forEach((name, json) -> fields.set(name, FieldJson.read(json)));
    try (var sql =
        worker.prepareStatement(
            """
            SELECT fields, stamps, done::text, needs_reply::text, language
            FROM postmeridian.message WHERE id = ?
            """)) {
      sql.setBytes(1, id.bytes());
      try (var row = sql.executeQuery()) {
        assertThat(row.next()).as(where).isTrue();
        assertThat(FieldJson.read(row.getString(1))).as(where).isEqualTo(fields);
        assertThat(FieldJson.read(row.getString(2))).as(where).isEqualTo(stamps);
        assertThat(row.getString(3)).as(where).isEqualTo(isTrue(said(fields, "person_done")));
        assertThat(Optional.ofNullable(row.getString(4)))
            .as(where)
            .isEqualTo(needsReply(fields).map(word -> isTrue(Optional.of(word))));
        assertThat(Optional.ofNullable(row.getString(5)))
            .as(where)
            .isEqualTo(text(fields, "decision", "language"));
      }
    }
  }

  private static String isTrue(Optional<String> word) {
    return String.valueOf(word.equals(Optional.of("true")));
  }

  private static Optional<String> needsReply(JsonNode fields) {
    return said(fields, "person_needs_reply")
        .or(() -> said(fields, "person_junk").filter("spam"::equals).map(_ -> "false"))
        .or(() -> text(fields, "decision", "needs_reply"));
  }

  private static Optional<String> said(JsonNode fields, String field) {
    return text(fields, field, "value");
  }

  private static Optional<String> text(JsonNode fields, String field, String name) {
    JsonNode value = fields.path(field).path(name);
    return value.isMissingNode() || value.isNull()
        ? Optional.empty()
        : Optional.of(value.isString() ? value.asString() : value.toString());
  }

  private static List<Change> history(Random random, int length) {
    MessageId any = anyId(random);
    var stamps = new HashSet<Stamp>();
    while (stamps.size() < length) {
      stamps.add(
          new Stamp(
              1_700_000_000_000L + random.nextInt(3),
              random.nextInt(2),
              new RegionName(REGIONS.get(random.nextInt(REGIONS.size()))),
              random.nextInt(2)));
    }
    return stamps.stream().map(stamp -> change(any, stamp, random)).toList();
  }

  private static Change change(MessageId id, Stamp stamp, Random random) {
    var fields = new TreeMap<String, String>();
    Set<String> names =
        FIELDS.stream().filter(f -> random.nextInt(3) == 0).collect(Collectors.toSet());
    names.add(FIELDS.get(random.nextInt(FIELDS.size())));
    names.forEach(name -> fields.put(name, value(name, random)));
    if (random.nextInt(12) == 0) {
      fields.put("erased", "{\"by\":\"retention\"}");
    }
    return new Change(stamp, id, new Country("DE"), ReplicationClass.NORMAL, fields);
  }

  private static String value(String field, Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> "null";
      case 1 -> "\"" + random.nextInt(100) + "\"";
      case 2 ->
          """
          {"value": "%s%d", "received_at": 99999999999999999999, "confidence": -12345678901234567890}\
          """
              .formatted(field, random.nextInt(100));
      case 3 ->
          """
          {"value": %s, "needs_reply": %b, "language": "%s"}\
          """
              .formatted(
                  List.of("true", "false", "null", "\"spam\"").get(random.nextInt(4)),
                  random.nextBoolean(),
                  random.nextBoolean() ? "de" : "fr");
      default -> "[" + random.nextInt(100) + ",{\"received_at\":\"x\"}]";
    };
  }

  private static MergedState merged(List<Change> history) {
    MergedState state = MergedState.EMPTY;
    for (Change change : history) {
      state = state.with(change);
    }
    return state;
  }

  private static List<List<Change>> orders(List<Change> history) {
    if (history.isEmpty()) {
      return List.of(List.of());
    }
    var all = new ArrayList<List<Change>>();
    for (Change first : history) {
      var rest = new ArrayList<>(history);
      rest.remove(first);
      for (List<Change> order : orders(rest)) {
        var whole = new ArrayList<Change>(List.of(first));
        whole.addAll(order);
        all.add(whole);
      }
    }
    return all;
  }

  private static Change of(MessageId id, Change change) {
    return new Change(
        change.stamp(), id, change.country(), change.replicationClass(), change.fields());
  }

  private static MessageId anyId(Random random) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return MessageId.of(bytes);
  }

  private static String json(Change change) {
    ObjectNode json = FieldJson.object();
    change.fields().forEach((name, value) -> json.set(name, FieldJson.read(value)));
    return json.toString();
  }
}

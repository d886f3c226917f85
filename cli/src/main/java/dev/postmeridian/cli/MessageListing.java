package dev.postmeridian.cli;

import dev.postmeridian.triage.ConfidenceOf;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The newest messages of several regions as one list. */
final class MessageListing {
  /** Words and addresses go into the body: proxies log what stands in a URL. */
  private static final String SEARCH = "/v1/messages/search";

  /** Where mail goes when the model's confidence is low. */
  static final String REVIEW = "review";

  private static final int PAGE = 1000;
  private static final int FROM_COLUMNS = 14;
  private static final int ID_DIGITS = 8;

  /** What a terminal shows on one line. */
  static final int COLUMNS = 100;

  private final EveryRegion regions;
  private final Map<String, String> query;
  private final int limit;
  private final String where;

  /**
   * @param where what another command needs to be told to talk to the same regions
   */
  MessageListing(EveryRegion regions, Map<String, String> query, int limit, String where) {
    this.regions = regions;
    this.query = query;
    this.limit = limit;
    this.where = where;
  }

  void print(PrintWriter out, boolean json) {
    var messages = messages();
    if (json) {
      messages.forEach(message -> out.println(Json.line(message)));
    } else if (messages.isEmpty()) {
      out.println(nothing());
    } else {
      out.print(table(messages));
    }
    out.flush();
  }

  private String nothing() {
    if (query.containsKey("q")) {
      return "No message has these words. ./postmeridian messages search --help says how to search.";
    }
    return query.isEmpty()
        ? "No message yet. Send some: ./postmeridian send --sample 50" + where
        : "No message matches. ./postmeridian messages list" + where + " lists all.";
  }

  private List<JsonNode> messages() {
    return regions.ask(this::newest).stream()
        .flatMap(List::stream)
        .sorted(Comparator.comparing(MessageListing::receivedAt).reversed())
        .limit(limit)
        .toList();
  }

  /** Each region may hold all of the newest ones, so that each is asked for that many. */
  private List<JsonNode> newest(RegionApi region) throws UnreachableException, ApiProblem {
    var found = new ArrayList<JsonNode>();
    String before = "";
    do {
      JsonNode page = region.postJson(SEARCH, page(Math.min(PAGE, limit - found.size()), before));
      page.path("messages").forEach(found::add);
      before = page.path("next").asString("");
    } while (found.size() < limit && !before.isEmpty());
    return found;
  }

  private Map<String, Object> page(int count, String before) {
    var asked = new LinkedHashMap<String, Object>(query);
    asked.put("limit", count);
    if (!before.isEmpty()) {
      asked.put("before", before);
    }
    return asked;
  }

  private static Instant receivedAt(JsonNode message) {
    return Instant.parse(message.path("received_at").asString("1970-01-01T00:00:00Z"));
  }

  /** How long ago a time was, such as {@code 5m}; tables have no room for more. */
  static String age(JsonNode instant) {
    if (!instant.isString()) {
      return "-";
    }
    var age = Duration.between(Instant.parse(instant.asString("")), Instant.now());
    if (age.toMinutes() < 1) {
      return Math.max(0, age.toSeconds()) + "s";
    }
    if (age.toHours() < 1) {
      return age.toMinutes() + "m";
    }
    return age.toDays() < 2 ? age.toHours() + "h" : age.toDays() + "d";
  }

  private static Table table(List<JsonNode> messages) {
    var table =
        new Table("AGE", "ID", "REGION", "PRIORITY", "QUEUE, CONFIDENCE", "FROM", "SUBJECT");
    for (JsonNode m : messages) {
      table.row(
          age(m.path("received_at")),
          shortId(m),
          word(m, "region"),
          word(m, "priority"),
          queue(m),
          Table.cut(who(DecisionWords.printable(word(m, "from"))), FROM_COLUMNS),
          DecisionWords.subject(m.path("subject").asString("")));
    }
    return table.within(COLUMNS);
  }

  /** Of an originator with a name and an address, the name. */
  private static String who(String from) {
    int address = from.indexOf('<');
    return address > 0 ? from.substring(0, address).strip() : from;
  }

  /** As much of an id as commands need. */
  private static String shortId(JsonNode message) {
    String id = word(message, "id");
    return id.substring(0, Math.min(ID_DIGITS, id.length()));
  }

  /** Such as {@code billing 87%}, {@code junk/spam 99%} or {@code junk/bulk by rule}. */
  private static String queue(JsonNode message) {
    if (word(message, "state").equals("quarantined")) {
      return word(message, "queue") + " -";
    }
    String junk = word(message, "junk");
    boolean wanted = junk.equals("ham") || junk.equals("-");
    return word(message, "queue") + (wanted ? "" : "/" + junk) + " " + confidence(message);
  }

  /** Such as {@code 87%}, or that a rule chose the queue. */
  private static String confidence(JsonNode message) {
    if (message.path("corrected").asBoolean(false)) {
      return "corrected";
    }
    if (word(message, "confidence_of").equals(ConfidenceOf.RULE.word())) {
      return "by rule";
    }
    JsonNode confidence = message.path("confidence");
    return confidence.isNumber() ? DecisionWords.percent(confidence.asDouble()) : "-";
  }

  static String word(JsonNode message, String name) {
    String value = message.path(name).asString("");
    return value.isEmpty() ? "-" : value;
  }
}

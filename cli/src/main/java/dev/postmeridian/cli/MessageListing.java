package dev.postmeridian.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The newest messages of several regions as one list. */
final class MessageListing {
  /** Words and addresses go into the body: proxies log what stands in a URL. */
  private static final String SEARCH = "/v1/messages/search";

  /** Where mail goes that the model is not sure of. */
  static final String REVIEW = "review";

  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);
  private static final int PAGE = 1000;
  private static final int SUBJECT_COLUMNS = 44;
  private static final int FROM_COLUMNS = 26;

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

  /** The zone that tables tell times in. */
  static String zone() {
    return ZoneId.systemDefault().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
  }

  /** A time in a table, such as {@code 11-22 21:03}. */
  static String shortTime(JsonNode instant) {
    return instant.isString()
        ? SHORT.withZone(ZoneId.systemDefault()).format(Instant.parse(instant.asString("")))
        : "-";
  }

  private static Table table(List<JsonNode> messages) {
    var table =
        new Table(
            "RECEIVED " + zone(),
            "QUEUE",
            "PRIORITY",
            "JUNK",
            "SURE",
            "FROM",
            "SUBJECT",
            "REGION",
            "ID");
    for (JsonNode m : messages) {
      table.row(
          shortTime(m.path("received_at")),
          word(m, "queue"),
          word(m, "priority"),
          word(m, "junk"),
          sure(m),
          Table.cut(printable(word(m, "from")), FROM_COLUMNS),
          Table.cut(printable(word(m, "subject")), SUBJECT_COLUMNS),
          word(m, "region"),
          word(m, "id"));
    }
    return table;
  }

  /** How sure the model is of the queue that it chose; of mail in review, of its best guess. */
  private static String sure(JsonNode message) {
    if (word(message, "state").equals("quarantined")) {
      return "-";
    }
    return word(message, "queue").equals(REVIEW)
        ? "guess " + percent(message.path("confidence"))
        : percent(message.path("confidence"));
  }

  /** Such as {@code 87 %}; never certainty. */
  static String percent(JsonNode confidence) {
    return confidence.isNumber()
        ? Math.min(99, Math.round(100 * confidence.asDouble())) + " %"
        : "-";
  }

  static String word(JsonNode message, String name) {
    String value = message.path(name).asString("");
    return value.isEmpty() ? "-" : value;
  }

  /** Mail must not steer a terminal: control characters are shown as such. */
  static String printable(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) ? '\uFFFD' : c)
        .filter(c -> Character.getType(c) != Character.FORMAT)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}

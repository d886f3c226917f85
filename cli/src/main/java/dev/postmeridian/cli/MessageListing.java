package dev.postmeridian.cli;

import dev.postmeridian.triage.Pressing;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The messages of several regions as one list. */
final class MessageListing {
  /** Words and addresses go into the body: proxies log what stands in a URL. */
  private static final String SEARCH = "/v1/messages/search";

  private static final int PAGE = 1000;

  private final EveryRegion regions;
  private final Map<String, Object> query;
  private final boolean pressingFirst;
  private final int limit;
  private final String where;

  /**
   * @param pressingFirst whether it begins with what presses most, not with the newest
   * @param where what another command needs to be told to talk to the same regions
   */
  MessageListing(
      EveryRegion regions,
      Map<String, Object> query,
      boolean pressingFirst,
      int limit,
      String where) {
    this.regions = regions;
    this.query = query;
    this.pressingFirst = pressingFirst;
    this.limit = limit;
    this.where = where;
  }

  void print(PrintWriter out, boolean json) {
    if (json) {
      messages(limit).forEach(message -> out.println(Json.line(message)));
    } else {
      printTable(out, messages(limit + 1L));
    }
    out.flush();
  }

  /** One more than is wanted tells that there are more. */
  private void printTable(PrintWriter out, List<JsonNode> messages) {
    if (messages.isEmpty()) {
      out.println(nothing());
      return;
    }
    out.print(MessageTable.of(messages.subList(0, Math.min(limit, messages.size()))));
    if (messages.size() > limit) {
      out.println("These are the first " + limit + "; there are more (--limit N lists N).");
    }
  }

  private String nothing() {
    if (query.containsKey("q")) {
      return "No message has these words. ./postmeridian messages search --help says how to search.";
    }
    return query.isEmpty()
        ? "No message yet. Send some: ./postmeridian send --sample 50" + to() + where
        : "No message matches. ./postmeridian messages list" + where + " lists all.";
  }

  /** A remote region does not tell whose mail it takes. */
  private String to() {
    return where.contains(" --url ") ? " --to ADDRESS" : "";
  }

  /** What one region has. */
  private record Share(String region, List<JsonNode> messages) {
    boolean isWhereItCame(JsonNode message) {
      return message.path("region").asString("").equals(region);
    }
  }

  /** What several regions have stands there once, as the one has it to which it came. */
  private List<JsonNode> messages(long most) {
    var once = new LinkedHashMap<String, JsonNode>();
    for (Share share : regions.ask(r -> new Share(r.endpoint().region(), first(r, most)))) {
      share
          .messages()
          .forEach(message ->
              once.merge(
                  id(message), message, (known, own) -> share.isWhereItCame(own) ? own : known));
    }
    Comparator<JsonNode> byAge = Comparator.comparing(MessageListing::receivedAt);
    return once.values().stream()
        .sorted(
            pressingFirst
                ? Comparator.comparing(MessageListing::pressing).thenComparing(byAge)
                : byAge.reversed())
        .limit(most)
        .toList();
  }

  /**
   * Each region may hold all of the first ones, so that each is asked for that many. What presses
   * less than a page ago may stand in the next one again.
   */
  private List<JsonNode> first(RegionApi region, long most)
      throws UnreachableException, ApiProblem {
    var found = new LinkedHashMap<String, JsonNode>();
    String before = "";
    do {
      JsonNode page = region.postJson(SEARCH, page(Math.min(PAGE, most - found.size()), before));
      page.path("messages").forEach(message -> found.putIfAbsent(id(message), message));
      before = page.path("next").asString("");
    } while (found.size() < most && !before.isEmpty());
    return List.copyOf(found.values());
  }

  private Map<String, Object> page(long count, String before) {
    var asked = new LinkedHashMap<String, Object>(query);
    asked.put("limit", count);
    if (pressingFirst) {
      asked.put("order", "pressing");
    }
    if (!before.isEmpty()) {
      asked.put("before", before);
    }
    return asked;
  }

  private static String id(JsonNode message) {
    return message.path("id").asString("");
  }

  private static Pressing pressing(JsonNode message) {
    String priority = message.path("priority").asString("");
    return Pressing.of(
        Arrays.stream(Priority.values()).filter(p -> p.word().equals(priority)).findFirst(),
        Optional.of(message.path("queue").asString(""))
            .filter(queue -> !queue.isEmpty())
            .map(QueueName::new),
        message.path("state").asString("").equals("quarantined"),
        message.path("done").asBoolean(false));
  }

  private static Instant receivedAt(JsonNode message) {
    return Instant.parse(message.path("received_at").asString("1970-01-01T00:00:00Z"));
  }
}

package dev.postmeridian.cli;

import java.io.PrintWriter;
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

  private static final int PAGE = 1000;

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
      out.print(MessageTable.of(messages));
    }
    out.flush();
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
}

package dev.postmeridian.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Lists effects. */
@Command(
    name = "list",
    description = "Lists effects of every region that answers, the newest first.",
    footer = {
      "",
      "Examples:",
      "  ./postmeridian outbox list --state dead",
      "  ./postmeridian outbox list --effect tickets --message 4f1c0d1b",
      "  ./postmeridian outbox list --json --limit 1000 | jq -r .state | sort | uniq -c"
    })
final class OutboxListCommand implements Callable<Integer> {
  private static final int PAGE = 1000;
  private static final int ID_DIGITS = 8;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most this many (default: ${DEFAULT-VALUE}).")
  private int limit = 20;

  @Mixin private OutboxFilterOptions filter;
  @Mixin private RegionOptions regions;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    MessageFilterOptions.checkLimit(limit);
    Map<String, Object> query = filter.query();
    var every = new EveryRegion(regions, spec.commandLine().getErr());
    List<JsonNode> found =
        every.ask(region -> first(region, query)).stream()
            .flatMap(List::stream)
            .sorted(Comparator.comparing(OutboxListCommand::since).reversed())
            .toList();
    PrintWriter out = spec.commandLine().getOut();
    List<JsonNode> shown = found.subList(0, Math.min(limit, found.size()));
    if (filter.json()) {
      shown.forEach(effect -> out.println(Json.line(effect)));
    } else {
      print(out, shown);
      if (found.size() > limit) {
        out.println("These are the first " + limit + "; there are more (--limit N lists N).");
      }
    }
    out.flush();
    return ExitCode.OK;
  }

  private void print(PrintWriter out, List<JsonNode> shown) {
    if (shown.isEmpty()) {
      out.println(
          filter.isChosen()
              ? "No effect matches. ./postmeridian outbox list" + regions.again() + " lists all."
              : "No effect yet: 'outbox' in the deployment file says what follows from decisions.");
      return;
    }
    var table = new Table("AGE", "MESSAGE", "EFFECT", "REGION", "STATE", "TRIES", "NEXT", "ERROR");
    for (JsonNode effect : shown) {
      String id = Json.word(effect, "message");
      table.row(
          Table.age(effect.path("since")),
          id.substring(0, Math.min(ID_DIGITS, id.length())),
          Json.word(effect, "effect"),
          Json.word(effect, "region"),
          Json.word(effect, "state"),
          effect.path("attempts").asString("0"),
          until(effect.path("next_at")),
          Json.word(effect, "error"));
    }
    out.print(table.within(Table.TERMINAL_COLUMNS));
  }

  /** How soon a time is, such as {@code 5m}. */
  private static String until(JsonNode instant) {
    if (!instant.isString()) {
      return "-";
    }
    var ahead = Duration.between(Instant.now(), Instant.parse(instant.asString("")));
    if (ahead.isNegative() || ahead.toSeconds() < 1) {
      return "now";
    }
    return ahead.toMinutes() < 2 ? ahead.toSeconds() + "s" : ahead.toMinutes() + "m";
  }

  private static Instant since(JsonNode effect) {
    return Instant.parse(effect.path("since").asString("1970-01-01T00:00:00Z"));
  }

  /** One more than is wanted tells that there are more; any region may hold all of the first. */
  private List<JsonNode> first(RegionApi region, Map<String, Object> query)
      throws UnreachableException, ApiProblem {
    var found = new ArrayList<JsonNode>();
    long most = limit + 1L;
    String before = "";
    do {
      JsonNode page = region.get(path(query, Math.min(PAGE, most - found.size()), before));
      page.path("effects").forEach(found::add);
      before = page.path("next").asString("");
    } while (found.size() < most && !before.isEmpty());
    return found;
  }

  private static String path(Map<String, Object> query, long count, String before) {
    var path = new StringBuilder("/v1/outbox?limit=" + count);
    query.forEach((name, value) ->
        path.append('&').append(name).append('=').append(RegionApi.query(value.toString())));
    return before.isEmpty() ? path.toString() : path + "&before=" + RegionApi.query(before);
  }
}

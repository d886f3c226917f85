package dev.postmeridian.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** What the commands that change effects have in common. */
final class OutboxChange {
  private static final int MOST = 1000;

  @Option(names = "--all", description = "All that are dead, of every effect.")
  private boolean all;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most this many of each region, up to 1000 (default: ${DEFAULT-VALUE}).")
  private int limit = MOST;

  @Mixin private OutboxFilterOptions filter;
  @Mixin private RegionOptions regions;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * Asks the regions to do so.
   *
   * @param verb of the API
   * @param done what was done, such as {@code Dropped}
   */
  int run(String verb, String done) {
    if (all == filter.isChosen()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "Say which: --effect NAME, --message ID or --state STATE, or --all for all that are dead.");
    }
    if (limit < 1 || limit > MOST) {
      throw new CommandFailure(ExitCode.USAGE, "--limit is 1 to " + MOST + ", not " + limit + ".");
    }
    var choice = new LinkedHashMap<>(filter.query());
    choice.put("limit", limit);
    var every = new EveryRegion(regions, spec.commandLine().getErr());
    print(every.ask(region -> region.postJson("/v1/outbox/" + verb, choice)), done);
    return ExitCode.OK;
  }

  private void print(List<JsonNode> changed, String done) {
    PrintWriter out = spec.commandLine().getOut();
    if (filter.json()) {
      changed.forEach(region -> out.println(Json.line(region)));
      return;
    }
    for (JsonNode region : changed) {
      long effects = region.path("effects").asLong(0);
      out.println(
          done
              + " in "
              + Json.word(region, "region")
              + ": "
              + effects
              + (effects < limit ? "." : "; there may be more, run it again."));
    }
  }
}

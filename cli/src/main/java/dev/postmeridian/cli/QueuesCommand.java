package dev.postmeridian.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Reads the queues. */
@Command(
    name = "queues",
    description = "Shows the queues and what waits in them.",
    footer = {"", "Example: ./postmeridian queues list"},
    synopsisSubcommandLabel = "COMMAND",
    subcommands = QueuesCommand.ListCommand.class)
public final class QueuesCommand {
  /** Lists every queue of every region. */
  @Command(
      name = "list",
      description =
          "Lists each region's queues and how many messages wait in each: those that nobody has finished.",
      footer = {
        "",
        "Mail that several regions may have waits in each of them until somebody finishes it in one.",
        "",
        "Examples:",
        "  ./postmeridian queues list",
        "  ./postmeridian queues list --region eu-west-1 --json"
      })
  static final class ListCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print a JSON object per queue and region.")
    private boolean json;

    @Option(
        names = "--limit",
        paramLabel = "N",
        description = "At most this many lines (default: ${DEFAULT-VALUE}).")
    private int limit = 1000;

    @Mixin private RegionOptions regions;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      MessageFilterOptions.checkLimit(limit);
      var every = new EveryRegion(regions, spec.commandLine().getErr());
      var lines =
          every.ask(region -> region.get("/v1/queues").path("queues")).stream()
              .flatMap(JsonNode::valueStream)
              .limit(limit)
              .toList();
      var out = spec.commandLine().getOut();
      if (json) {
        lines.forEach(queue -> out.println(Json.line(queue)));
      } else {
        var table = new Table("REGION", "QUEUE", "WAITING", "OLDEST", "WHAT BELONGS HERE");
        lines.forEach(q ->
            table.row(
                Json.word(q, "region"),
                Json.word(q, "name"),
                q.path("messages").asString("0"),
                Table.age(q.path("oldest")),
                Json.word(q, "description")));
        out.print(table.within(Table.TERMINAL_COLUMNS));
      }
      out.flush();
      return ExitCode.OK;
    }
  }
}

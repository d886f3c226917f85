package dev.postmeridian.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows how every region of the local fleet is. */
@Command(
    name = "status",
    description = "Shows every region: its state, its addresses, its messages.",
    footer = {
      "",
      "States: ready, degraded (works, but something is missing), draining, down.",
      "Exit codes: 0 the fleet's state is shown, 69 there is no fleet.",
      "",
      "Examples:",
      "  ./postmeridian status",
      "  ./postmeridian status --json | jq '.regions[] | {name, state, messages}'"
    })
public final class StatusCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The fleet's data folder (default: your user's data folder).")
  private Path data = DataFolder.standard();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var folder = data.toAbsolutePath().normalize();
    var fleet =
        FleetFile.read(folder)
            .orElseThrow(() ->
                new CommandFailure(
                    ExitCode.UNAVAILABLE,
                    "There is no fleet in "
                        + folder
                        + ". Start one with ./postmeridian up, or"
                        + " name its folder with --data."));
    var status = FleetStatus.of(fleet);
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.line(status));
    } else {
      out.print(status.table());
      out.print(System.lineSeparator() + messages(status));
    }
    out.flush();
    return ExitCode.OK;
  }

  private static String messages(FleetStatus status) {
    var table = new Table("REGION", "ACCEPTED", "TRIAGED", "QUARANTINED", "NODES");
    for (RegionStatus region : status.regions()) {
      var messages = region.messages();
      table.row(
          region.name(),
          Long.toString(messages.accepted()),
          Long.toString(messages.triaged()),
          Long.toString(messages.quarantined()),
          Integer.toString(region.nodes().size()));
    }
    return table.toString();
  }
}

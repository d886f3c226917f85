package dev.postmeridian.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows how every region of the local fleet is. */
@Command(
    name = "status",
    description = "Shows every region: its state, its addresses, its messages.",
    footer = {
      "",
      "States: ready, degraded (works, but something is missing), draining, down. Counts that no node",
      "tells are shown as ?, and as null in JSON. A node that was started alone, with the command node,",
      "is no part of a fleet and not shown.",
      "Exit codes: 0 the fleet's state is shown, 69 there is no fleet.",
      "",
      "Examples:",
      "  ./postmeridian status",
      "  ./postmeridian status --json | jq '.regions[] | {name, state, messages}'"
    })
public final class StatusCommand implements Callable<Integer> {
  @Mixin private DataOption data;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var status = FleetStatus.of(FleetFile.required(data.folder(), "its folder with --data"));
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.line(status));
    } else {
      out.print(status.table());
      out.print(System.lineSeparator() + messages(status));
      out.print(reasons(status));
    }
    out.flush();
    return ExitCode.OK;
  }

  private static String messages(FleetStatus status) {
    var table = new Table("REGION", "ACCEPTED", "TRIAGED", "QUARANTINED", "NODES UP");
    for (RegionStatus region : status.regions()) {
      var messages = region.messages();
      table.row(
          region.name(),
          count(messages.accepted()),
          count(messages.triaged()),
          count(messages.quarantined()),
          region.up() + " of " + region.nodes().size());
    }
    return table.toString();
  }

  private static String count(@Nullable Long known) {
    return known == null ? "?" : Long.toString(known);
  }

  /** Why regions are not ready, and what to do; nobody restarts a detached fleet's nodes. */
  private String reasons(FleetStatus status) {
    var lines = new ArrayList<String>();
    status.regions().stream().filter(r -> !r.missing().isEmpty()).forEach(r -> lines.add(why(r)));
    if (status.regions().stream().anyMatch(region -> region.up() < region.nodes().size())) {
      lines.add(
          "./postmeridian up"
              + DataFolder.option(data.folder())
              + " starts what is missing. What was accepted is kept.");
    }
    return lines.stream()
        .map(line -> System.lineSeparator() + line)
        .collect(Collectors.joining("", "", lines.isEmpty() ? "" : System.lineSeparator()));
  }

  private static String why(RegionStatus region) {
    return region.missing().stream()
        .map(node ->
            "node " + node.number() + " is " + node.state() + ", " + together(node.reasons()))
        .collect(Collectors.joining("; ", region.name() + " is " + region.state() + ": ", "."));
  }

  private static String together(List<String> reasons) {
    return reasons.isEmpty() ? "without a reason" : String.join(", ", reasons);
  }
}

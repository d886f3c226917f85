package dev.postmeridian.cli;

import java.nio.file.Path;
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
import tools.jackson.databind.JsonNode;

/** Shows how every region of a fleet, or a remote one, is. */
@Command(
    name = "status",
    description = "Shows every region: its state, its addresses, its messages.",
    footer = {
      "",
      "How each region sees the others: for how long they have been so, the round trip to them, their",
      "accepted mail over their capacity, and the exchanges that failed since the node started.",
      "",
      "Where regions share mail, what each peer lacks of a region's log: records, bytes, age of the",
      "oldest; RPO is how much time's changes would be lost with the region now.",
      "",
      "States: ready, degraded (works, but something is missing), draining, down. Counts that no node",
      "tells are shown as ?, and as null in JSON. A node that was started alone, with the command node,",
      "is no part of a fleet: --url shows it, as any remote region.",
      "Exit codes: 0 the state is shown, 69 there is no fleet, or the remote region does not answer.",
      "",
      "Examples:",
      "  ./postmeridian status",
      "  ./postmeridian status --url http://10.0.0.7:8425 --token-file eu.token",
      "  ./postmeridian status --json | jq '.regions[] | {name, state, messages}'"
    })
public final class StatusCommand implements Callable<Integer> {
  @Mixin private RegionOptions regions;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var fleet = regions.fleet();
    var status = fleet.map(this::local).orElseGet(this::remote);
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.line(status));
    } else {
      out.print(fleet.isPresent() ? status.table() : remoteTable(status));
      out.print(System.lineSeparator() + messages(status));
      out.print(PeerStatus.table(status.regions()));
      out.print(ReplicationStatus.table(status.regions()));
      out.print(reasons(status));
    }
    out.flush();
    return ExitCode.OK;
  }

  private FleetStatus local(FleetFile fleet) {
    var names = regions.endpoints().stream().map(Endpoint::region).toList();
    return FleetStatus.of(fleet.only(names));
  }

  private FleetStatus remote() {
    Endpoint endpoint = regions.endpoints().getFirst();
    try {
      JsonNode answer = new RegionApi(endpoint).get("/v1/status");
      return FleetStatus.remote(endpoint, answer, regions.tokenFile());
    } catch (UnreachableException e) {
      throw e.failure(regions.mending());
    } catch (ApiProblem e) {
      throw e.failure();
    }
  }

  private static String remoteTable(FleetStatus status) {
    var table = new Table("REGION", "STATE", "HTTP, CONSOLE", "TOKEN FILE");
    status
        .regions()
        .forEach(r ->
            table.row(r.name(), r.state(), r.http(), DataFolder.shown(Path.of(r.tokenFile()))));
    return table.toString();
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
    status
        .regions()
        .forEach(r -> r.warnings().forEach(warning -> lines.add(r.name() + ": " + warning + ".")));
    if (status.regions().stream().anyMatch(RegionStatus::hasSilentNode)) {
      lines.add(
          "./postmeridian up"
              + DataFolder.option(regions.data())
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

package dev.postmeridian.fleet;

import dev.postmeridian.cli.CommandFailure;
import dev.postmeridian.cli.ExitCode;
import dev.postmeridian.cli.FleetFile;
import dev.postmeridian.cli.FleetFile.NodeEntry;
import dev.postmeridian.cli.FleetFile.RegionEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A data folder's nodes as processes: starts what does not run, stops what does. */
final class Fleet {
  private static final Duration DRAIN = Duration.ofSeconds(30);

  private final FleetFolder folder;
  private final NodeProcess processes;

  Fleet(FleetFolder folder, NodeProcess processes) {
    this.folder = folder;
    this.processes = processes;
  }

  /** Whether any recorded node runs. */
  boolean isRunning(FleetFile fleet) {
    return fleet.regions().stream()
        .anyMatch(r -> r.nodes().stream().anyMatch(n -> find(r, n).isPresent()));
  }

  /** Whether every recorded node runs. */
  boolean isWhole(FleetFile fleet) {
    return fleet.regions().stream()
        .allMatch(r -> r.nodes().stream().allMatch(n -> find(r, n).isPresent()));
  }

  /** The node's process, if it runs. */
  Optional<ProcessHandle> find(RegionEntry region, NodeEntry node) {
    return processes.find(region.name(), node);
  }

  /**
   * Starts every node of the plan that does not run. The record is written after each, so that a
   * killed {@code up} leaves no node that {@code down} does not know.
   *
   * @return the plan with its processes
   */
  FleetFile start(FleetFile plan) throws IOException {
    checkPorts(plan);
    plan.write(folder.path());
    var fleet = plan;
    for (RegionEntry region : plan.regions()) {
      folder.region(name(region)).prepare();
      for (NodeEntry node : region.nodes()) {
        if (find(region, node).isEmpty()) {
          var log = folder.region(name(region)).nodeLog(node.number());
          var started = processes.start(region.name(), node, Path.of(plan.config()), log);
          fleet = with(fleet, region.name(), started);
          fleet.write(folder.path());
        }
      }
    }
    return fleet;
  }

  /**
   * Stops every node, then every database that is still there.
   *
   * @param say told of what had to be done beyond the usual
   * @return how many nodes were stopped
   */
  int stop(FleetFile fleet, Consumer<String> say) throws IOException {
    var running = new ArrayList<ProcessHandle>();
    fleet.regions().forEach(r -> r.nodes().forEach(n -> find(r, n).ifPresent(running::add)));
    running.forEach(ProcessHandle::destroy);
    for (ProcessHandle node : running) {
      if (!Postmaster.ended(node, DRAIN)) {
        say.accept("The node with pid " + node.pid() + " did not end in time and was killed.");
        node.destroyForcibly();
        Postmaster.ended(node, DRAIN);
      }
    }
    for (RegionEntry region : fleet.regions()) {
      if (new Postmaster(folder.region(name(region))).stop()) {
        say.accept("The database of " + region.name() + " had outlived its node; stopped.");
      }
    }
    stopped(fleet).write(folder.path());
    return running.size();
  }

  /** Nobody else may have the ports of the nodes that are to start. */
  private void checkPorts(FleetFile plan) {
    var taken = new ArrayList<String>();
    for (RegionEntry region : plan.regions()) {
      region.nodes().stream()
          .filter(node -> find(region, node).isEmpty())
          .forEach(node -> taken.addAll(refusals(region, node)));
    }
    if (!taken.isEmpty()) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          String.join(System.lineSeparator(), taken)
              + System.lineSeparator()
              + "Stop what listens there, choose other ports with --base-port N or --base-port auto,"
              + " or name them under 'listen' in the deployment file. Nothing was started.");
    }
  }

  private static List<String> refusals(RegionEntry region, NodeEntry node) {
    return List.of("SMTP " + node.smtp(), "LMTP " + node.lmtp(), "HTTP " + node.http()).stream()
        .flatMap(what ->
            PortOwner.refusal(HostPort.parse(what.substring(5)))
                .map(why -> region.name() + ": " + what + " " + why + ".")
                .stream())
        .toList();
  }

  private static FleetFile with(FleetFile fleet, String region, NodeEntry changed) {
    return mapNodes(
        fleet,
        (entry, node) ->
            entry.name().equals(region) && node.number() == changed.number() ? changed : node);
  }

  private static FleetFile stopped(FleetFile fleet) {
    return mapNodes(fleet, (_, node) -> node.runningAs(0, 0));
  }

  private interface NodeMapping {
    NodeEntry apply(RegionEntry region, NodeEntry node);
  }

  private static FleetFile mapNodes(FleetFile fleet, NodeMapping mapping) {
    var regions =
        fleet.regions().stream()
            .map(r ->
                new RegionEntry(
                    r.name(),
                    r.tokenFile(),
                    r.nodes().stream().map(n -> mapping.apply(r, n)).toList()))
            .toList();
    return new FleetFile(fleet.config(), fleet.digest(), fleet.domains(), regions);
  }

  private static dev.postmeridian.region.RegionName name(RegionEntry region) {
    return new dev.postmeridian.region.RegionName(region.name());
  }
}

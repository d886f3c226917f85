package dev.postmeridian.fleet;

import dev.postmeridian.cli.CommandFailure;
import dev.postmeridian.cli.ExitCode;
import dev.postmeridian.cli.FleetFile;
import dev.postmeridian.cli.FleetFile.NodeEntry;
import dev.postmeridian.cli.FleetFile.RegionEntry;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.store.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

  /** Whether any node of a region runs. */
  boolean runs(FleetFile fleet, RegionName name) {
    return fleet.regions().stream()
        .filter(region -> region.name().equals(name.value()))
        .anyMatch(r -> r.nodes().stream().anyMatch(n -> find(r, n).isPresent()));
  }

  /** The node's process, if it runs. */
  Optional<ProcessHandle> find(RegionEntry region, NodeEntry node) {
    return processes.find(region.name(), node);
  }

  /** Whether a node that was started here ended because it could not write. */
  boolean couldNotWrite(NodeEntry node) {
    return processes.exitCode(node).filter(code -> code == ExitCode.CANNOT_WRITE).isPresent();
  }

  /**
   * Looks whether every node of the plan that does not run can be started.
   *
   * @throws CommandFailure if its ports are taken, or another runs in its place
   */
  void check(FleetFile plan) throws IOException {
    var ports = new FreePorts();
    for (RegionEntry region : plan.regions()) {
      for (NodeEntry node : region.nodes()) {
        if (find(region, node).isEmpty()) {
          refuseToStartAgain(region, node);
          ports.wanted(region, node);
        }
      }
    }
    ports.check();
  }

  /**
   * Starts every node of a plan that was checked and that does not run.
   *
   * @return the plan with its processes
   */
  FleetFile start(FleetFile plan) throws IOException {
    plan.write(folder.path());
    var fleet = plan;
    for (RegionEntry region : plan.regions()) {
      folder.region(new RegionName(region.name())).prepare();
      for (NodeEntry node : region.nodes()) {
        fleet = start(fleet, region, node);
      }
    }
    return fleet;
  }

  private void refuseToStartAgain(RegionEntry region, NodeEntry node) throws IOException {
    var running = folder.region(new RegionName(region.name())).nodeProcess(node.number());
    if (running.isPresent()) {
      String pid = running.get().strip();
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          NodeEntry.named(node.number(), region.name())
              + " runs in this data folder already"
              + (pid.isEmpty() ? "" : ", as process " + pid)
              + ", which up did not start (./postmeridian node). up watches and stops only what it"
              + " started: end that node"
              + (pid.isEmpty() ? "" : " (kill " + pid + ")")
              + ", which loses nothing, and run up again. Nothing was started.");
    }
  }

  /**
   * Starts a node that does not run. The record says so before and after, so that a killed {@code
   * up} leaves no node that {@code down} does not know.
   *
   * @return the fleet with its process
   */
  FleetFile start(FleetFile fleet, RegionEntry region, NodeEntry node) throws IOException {
    var running = find(region, node);
    if (running.isPresent()) {
      return recorded(fleet, region, NodeProcess.runningAs(node, running.get()));
    }
    var intended = recorded(fleet, region, node.starting());
    var log = folder.region(new RegionName(region.name())).nodeLog(node.number());
    var started = processes.start(region.name(), node, fleet, log);
    return recorded(intended, region, started);
  }

  private FleetFile recorded(FleetFile fleet, RegionEntry region, NodeEntry node)
      throws IOException {
    var next = fleet.with(region.name(), node);
    if (!next.equals(fleet)) {
      next.write(folder.path());
    }
    return next;
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
    stop(running, say);
    for (RegionName region : folder.regions()) {
      stopLeftover(region, say);
    }
    fleet.stopped().write(folder.path());
    return running.size();
  }

  /**
   * Stops the nodes that were started here and still run; each last one stops its database.
   *
   * @return how many were stopped
   */
  int stopStarted(Consumer<String> say) {
    var running = processes.startedHere();
    stop(running, say);
    return running.size();
  }

  private static void stop(List<ProcessHandle> running, Consumer<String> say) {
    running.forEach(ProcessHandle::destroy);
    for (ProcessHandle node : running) {
      if (!ended(node)) {
        say.accept("The node with pid " + node.pid() + " did not end in time and was killed.");
        node.destroyForcibly();
        ended(node);
      }
    }
  }

  private void stopLeftover(RegionName region, Consumer<String> say) {
    switch (EmbeddedPostgres.stopUnused(folder.region(region).path(), folder.binaries())) {
      case NONE -> {}
      case STOPPED -> say.accept("The database of " + region + " had outlived its node; stopped.");
      case IN_USE ->
          say.accept(
              "The database of "
                  + region
                  + " goes on: a node that this fleet did not start uses it. Stop that node, and"
                  + " it stops its database.");
    }
  }

  private static boolean ended(ProcessHandle process) {
    try {
      process.onExit().get(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException _) {
      return !process.isAlive();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }
}

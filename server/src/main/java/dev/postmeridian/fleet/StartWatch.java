package dev.postmeridian.fleet;

import dev.postmeridian.cli.CommandFailure;
import dev.postmeridian.cli.DataFolder;
import dev.postmeridian.cli.ExitCode;
import dev.postmeridian.cli.FleetFile;
import dev.postmeridian.cli.FleetFile.NodeEntry;
import dev.postmeridian.cli.FleetFile.RegionEntry;
import dev.postmeridian.cli.FleetStatus;
import dev.postmeridian.cli.NodeProbe;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.store.Postmaster;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Waits until every node of a fleet is ready, and says how far each has come. */
final class StartWatch {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration UNTIL_IT_HANGS = Duration.ofSeconds(6);

  /** A node whose database is down or refuses mail tries again every second or two. */
  private static final Duration UNTIL_IT_IS_DOWN = Duration.ofSeconds(3);

  private static final Duration PAUSE = Duration.ofMillis(60);

  private final Fleet fleet;
  private final FleetFolder folder;
  private final PrintWriter out;
  private final NodeProbe probe = new NodeProbe();
  private final Set<String> said = new HashSet<>();
  private final Map<Path, LastWords> logs = new HashMap<>();
  private final Map<Path, Stuck> stuck = new HashMap<>();
  private final long started = System.nanoTime();

  /**
   * Before anything starts: of what a node's log says, only what comes now is about this start.
   *
   * @param plan the nodes that are to be ready
   */
  StartWatch(Fleet fleet, FleetFolder folder, FleetFile plan, PrintWriter out) {
    this.fleet = fleet;
    this.folder = folder;
    this.out = out;
    waiting(plan).forEach(node -> logs.put(log(node), LastWords.from(log(node))));
  }

  /**
   * Returns when all are ready.
   *
   * @throws CommandFailure if a node ends, or if it takes too long; the others keep running
   */
  void untilReady(FleetFile file) throws InterruptedException {
    var waiting = waiting(file);
    waiting.removeIf(this::ranBefore);
    while (!waiting.isEmpty()) {
      waiting.removeIf(this::isReady);
      if (waiting.isEmpty()) {
        return;
      }
      if (seconds() > PATIENCE.toSeconds()) {
        throw failure(
            waiting.getFirst(), "is not ready after " + PATIENCE.toMinutes() + " minutes");
      }
      awaitEnd(waiting.getFirst());
    }
  }

  private static List<Waiting> waiting(FleetFile file) {
    var all = new ArrayList<Waiting>();
    file.regions().forEach(r -> r.nodes().forEach(n -> all.add(new Waiting(r, n))));
    return all;
  }

  /** Waits a moment; less if the node ends, which nobody needs to wait for. */
  private void awaitEnd(Waiting waiting) throws InterruptedException {
    var process = fleet.find(waiting.region(), waiting.node());
    if (process.isEmpty()) {
      return;
    }
    try {
      process.get().onExit().get(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException _) {
      // it goes on starting
    }
  }

  private record Waiting(RegionEntry region, NodeEntry node) {
    String title() {
      return region.nodes().size() == 1 ? region.name() : region.name() + ", node " + node.number();
    }
  }

  /** A node that does not get on, since when, and for how long that may pass by itself. */
  private record Stuck(Duration hope, long since) {}

  private boolean isReady(Waiting waiting) {
    String http = FleetStatus.reachable(waiting.node().http());
    if (database(waiting).isReady()) {
      say(waiting.region().name(), "database is up");
    }
    if (probe.isReady(http)) {
      say(waiting.title(), "ready");
      return true;
    }
    if (fleet.find(waiting.region(), waiting.node()).isEmpty()) {
      throw failure(waiting, "ended while starting");
    }
    refuseToWaitFor(waiting, http);
    return false;
  }

  /**
   * What starts does not listen yet; what listens and says nothing hangs, or says what is wrong.
   */
  private void refuseToWaitFor(Waiting waiting, String http) {
    if (probe.isSilent(http)) {
      say(waiting.title(), "does not answer");
      refuse(waiting, UNTIL_IT_HANGS, () -> silent(waiting, http));
      return;
    }
    var answer =
        probe.isLive(http)
            ? Optional.of(probe.ask(waiting.region(), waiting.node()))
            : Optional.<NodeProbe.Answer>empty();
    answer
        .filter(NodeProbe.Answer::isOutage)
        .filter(_ -> !isRecovering(waiting))
        .ifPresentOrElse(
            outage -> refuse(waiting, UNTIL_IT_IS_DOWN, () -> down(waiting, outage)),
            () -> stuck.remove(log(waiting)));
  }

  private boolean isRecovering(Waiting waiting) {
    boolean starting = database(waiting).isStarting();
    if (starting) {
      say(waiting.region().name(), "database recovers");
    }
    return starting;
  }

  private void refuse(Waiting waiting, Duration hope, Supplier<CommandFailure> failure) {
    Stuck now =
        stuck.compute(
            log(waiting),
            (_, before) ->
                before != null && before.hope().equals(hope)
                    ? before
                    : new Stuck(hope, System.nanoTime()));
    if (System.nanoTime() - now.since() > hope.toNanos()) {
      throw failure.get();
    }
  }

  private CommandFailure down(Waiting waiting, NodeProbe.Answer outage) {
    return new CommandFailure(
        DiskRoom.isFull(folder.path()) ? ExitCode.CANNOT_WRITE : ExitCode.FAILED,
        waiting.title()
            + ": "
            + String.join(", ", outage.reasons())
            + ". It is ready by itself once that is mended. The other nodes keep running.");
  }

  private CommandFailure silent(Waiting waiting, String http) {
    var pid = fleet.find(waiting.region(), waiting.node()).map(ProcessHandle::pid);
    return new CommandFailure(
        ExitCode.FAILED,
        "The node of "
            + waiting.title()
            + " runs"
            + pid.map(id -> " as process " + id).orElse("")
            + " and listens on "
            + http
            + ", but does not answer: it hangs, or is stopped. End it"
            + pid.map(id -> " (kill -9 " + id + ")").orElse("")
            + " and run up again, which starts it anew; what was accepted is kept. The other nodes"
            + " keep running.");
  }

  /** Nothing starts so fast; and how it is now, the status says. */
  private boolean ranBefore(Waiting waiting) {
    return probe.isReady(FleetStatus.reachable(waiting.node().http()));
  }

  private void say(String who, String what) {
    if (said.add(who + what)) {
      out.printf(Locale.ROOT, "%5.1f s  %-16s %s%n", seconds(), who, what);
      out.flush();
    }
  }

  private double seconds() {
    return (System.nanoTime() - started) / 1e9;
  }

  private CommandFailure failure(Waiting waiting, String what) {
    Path log = log(waiting);
    boolean isFull = DiskRoom.isFull(folder.path());
    return new CommandFailure(
        isFull || fleet.couldNotWrite(waiting.node()) ? ExitCode.CANNOT_WRITE : ExitCode.FAILED,
        "The node of "
            + waiting.title()
            + " "
            + what
            + ". Its last words, from "
            + log
            + ":"
            + System.lineSeparator()
            + logs.getOrDefault(log, new LastWords(log, 0)).text()
            + System.lineSeparator()
            + (isFull ? "The disk of " + folder.path() + " is full: free some space. " : "")
            + "Mend the cause and run up again: it starts what is missing. Nothing was lost; what"
            + " runs keeps running until ./postmeridian down"
            + DataFolder.option(folder.path())
            + ".");
  }

  private Path log(Waiting waiting) {
    return folder(waiting).nodeLog(waiting.node().number());
  }

  private Postmaster database(Waiting waiting) {
    return Postmaster.of(folder(waiting).path());
  }

  private RegionFolder folder(Waiting waiting) {
    return folder.region(new RegionName(waiting.region().name()));
  }
}

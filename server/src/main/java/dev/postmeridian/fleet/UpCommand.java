package dev.postmeridian.fleet;

import dev.postmeridian.cli.CommandFailure;
import dev.postmeridian.cli.DataFolder;
import dev.postmeridian.cli.DataOption;
import dev.postmeridian.cli.ExitCode;
import dev.postmeridian.cli.FleetFile;
import dev.postmeridian.cli.FleetStatus;
import dev.postmeridian.cli.IoCause;
import dev.postmeridian.cli.Json;
import dev.postmeridian.config.ConfigOption;
import dev.postmeridian.region.RegionName;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts every region of a deployment on this machine. */
@Command(
    name = "up",
    description = "Starts every region on this machine: a node and its own PostgreSQL each.",
    footer = {
      "",
      "The deployment is the file of --config, else postmeridian.yaml in the current folder, else the",
      "one that this data folder ran before, else a commented sample written into it. What already runs is",
      "left alone, so that up also mends a fleet that lost a process. In the foreground, a node that dies",
      "is started again, and Ctrl-C stops all regions (exit code 130). After --detach nobody watches:",
      "status says what is down, and up starts it; Ctrl-C before all are ready stops what was started.",
      "",
      "Ports, counted up for each region and then for each further node:",
      "  at first         SMTP 2525, LMTP 2424, HTTP 8425, link 9425 (--base-port standard returns",
      "                   to them)",
      "  --base-port N    SMTP N, LMTP N+100, HTTP N+200, link (where regions meet) N+300",
      "",
      "--latency leads what nodes say to each other through a delay in each: us-east-1 to eu-west-1 80 ms,",
      "to ap-southeast-1 220 ms; any other pair 30 ms if their names begin alike, else 150 ms. It counts",
      "for nodes started from now on. A line 'us-east-1 eu-west-1' in the data folder's file 'cut' stops",
      "all between those two, until the line is gone.",
      "",
      "POSTMERIDIAN_NODE_OPTS in the environment gives nodes further options of the virtual machine,",
      "such as -Xmx1g.",
      "",
      "Examples:",
      "  ./postmeridian up",
      "  ./postmeridian up --detach --data /srv/mail --config fleet.yaml",
      "  ./postmeridian up --detach --data /tmp/second --base-port auto --nodes 2"
    })
public final class UpCommand implements Callable<Integer> {
  @Mixin private DataOption data;

  @Mixin private ConfigOption config;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      description = "Nodes per region, which share its work (default: as before, at first 1).")
  private Optional<Integer> nodes = Optional.empty();

  @Option(
      names = "--base-port",
      paramLabel = "N|auto|standard",
      description =
          "Other ports than the standard ones, also for nodes added later; auto takes free ones,"
              + " standard returns to those. A start that is refused keeps none.")
  private Optional<String> basePort = Optional.empty();

  @Option(
      names = "--latency",
      negatable = true,
      description =
          "Test option: regions reach each other as slowly as real ones of their names do, 25 to"
              + " 220 ms there and back (default: as before, at first off).")
  private Optional<Boolean> latency = Optional.empty();

  @Option(names = "--detach", description = "Return when all are ready, and leave them running.")
  private boolean detach;

  @Option(names = "--json", description = "Print the status as one JSON object when all are ready.")
  private boolean json;

  @Spec private CommandSpec spec;

  private final Class<?> main;

  /**
   * @param main the class whose main method knows the command {@code node}
   */
  public UpCommand(Class<?> main) {
    this.main = main;
  }

  @Override
  public Integer call() {
    var folder = new FleetFolder(data.folder());
    var fleet = new Fleet(folder, new NodeProcess(folder, main));
    try {
      var foreground = new Foreground(folder, fleet, progress());
      if (detach) {
        foreground.startOnly(() -> start(folder, fleet));
      } else {
        foreground.run(() -> start(folder, fleet));
      }
      return ExitCode.OK;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED; // the signal's own exit code counts
    }
  }

  private FleetFile start(FleetFolder folder, Fleet fleet) throws InterruptedException {
    folder.prepare();
    try (var _ = folder.lock();
        var ports = ports(folder)) {
      var former = FormerFleet.of(folder, fleet);
      var file = ConfigFile.read(former.config(config));
      file.warnings().forEach(w -> progress().println(w.in(file.path().toString())));
      former.refuseAnother(file);
      var plan =
          new FleetPlan(
                  folder, file.deployment(), ports, moves(ports), nodes.orElseGet(former::nodes))
              .after(former.file(), file.path().toString(), file.digest());
      former.refuseToLeaveOut(plan);
      nameWhatIsNotStarted(folder, plan);
      boolean whole = fleet.isWhole(plan);
      progress()
          .println(
              (whole ? "Already running: " : "Starting: ")
                  + file.path()
                  + folder.ofSample(file.path()));
      new DiskRoom(folder).check(file.deployment(), name -> fleet.runs(plan, name));
      fleet.check(plan);
      if (basePort.isPresent()) {
        folder.keepBasePort(basePort.get());
      }
      if (latency.isPresent()) {
        folder.keepLatency(latency.get());
      }
      var watch = new StartWatch(fleet, folder, plan, progress());
      folder.keepRunning(file.path());
      var started = fleet.start(plan);
      watch.untilReady(started);
      show(folder, started);
      return started;
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.CANNOT_WRITE,
          "The fleet could not be started ("
              + folder.path()
              + ": "
              + IoCause.inWords(e)
              + "). What runs keeps running; "
              + (DiskRoom.isFull(folder.path()) ? "free some space and " : "")
              + "run up again.");
    }
  }

  /** Where those before were chosen, unless told otherwise. */
  private Ports ports(FleetFolder folder) throws IOException {
    var known = folder.basePort();
    return basePort.or(() -> known).map(Ports::parse).orElseGet(Ports.Standard::new);
  }

  /** Free ports are chosen once. */
  private boolean moves(Ports ports) {
    return basePort.isPresent() && !(ports instanceof Ports.Free);
  }

  private void nameWhatIsNotStarted(FleetFolder folder, FleetFile plan) throws IOException {
    for (RegionName region : folder.regions()) {
      if (plan.regions().stream().noneMatch(r -> r.name().equals(region.value()))) {
        progress()
            .println(
                "Not started, because "
                    + plan.config()
                    + " does not name it: "
                    + region
                    + ". Its mail stays in "
                    + folder.region(region).path()
                    + ".");
      }
    }
  }

  private void show(FleetFolder folder, FleetFile fleet) {
    var status = FleetStatus.of(fleet);
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.line(status));
    } else {
      out.println();
      out.print(status.table());
      out.println();
      String where = DataFolder.option(folder.path());
      out.println("Next: ./postmeridian send --sample 50" + where);
      out.println(
          "      then open http://"
              + status.regions().getFirst().http()
              + "/ and log in with the token of its token file.");
    }
    out.flush();
  }

  /** Progress is for people: with --json it goes where a script does not read. */
  private PrintWriter progress() {
    return json ? spec.commandLine().getErr() : spec.commandLine().getOut();
  }
}

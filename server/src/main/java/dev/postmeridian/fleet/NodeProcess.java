package dev.postmeridian.fleet;

import dev.postmeridian.cli.FleetFile;
import dev.postmeridian.cli.FleetFile.NodeEntry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A node's own process: how it is started, and how it is known again later.
 *
 * <p>Process ids are used again, so that a recorded process is ours only if it also began when the
 * record says and its command names our data folder, region and number. One that was started when
 * its starter died is known by its command alone.
 */
final class NodeProcess {
  private final FleetFolder folder;
  private final Class<?> main;
  private final Map<Long, Process> started = new ConcurrentHashMap<>();

  /**
   * @param main the class whose main method knows the command {@code node}
   */
  NodeProcess(FleetFolder folder, Class<?> main) {
    this.folder = folder;
    this.main = main;
  }

  /** Starts a node in a session of its own, so that Ctrl-C or a closed terminal do not reach it. */
  NodeEntry start(String region, NodeEntry node, FleetFile fleet, Path log) throws IOException {
    var command = new ArrayList<String>();
    setsid().ifPresent(command::add);
    command.addAll(NodeJvm.command(main, logTo(log)));
    command.addAll(List.of("node", "--region", region, "--config", fleet.config()));
    command.addAll(List.of("--data", folder.path().toString(), "--number", "" + node.number()));
    command.addAll(List.of("--smtp", node.smtp(), "--lmtp", node.lmtp(), "--http", node.http()));
    command.addAll(List.of("--link", node.link()));
    command.addAll(peers(region, fleet));
    if (folder.hasLatency()) {
      command.add("--latency");
    }
    Files.createDirectories(log.toAbsolutePath().getParent());
    var process =
        new ProcessBuilder(command)
            .directory(folder.path().toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    started.put(process.pid(), process);
    return runningAs(node, process.toHandle());
  }

  /** Every node of every other region, so that one may stand in for another. */
  private static List<String> peers(String region, FleetFile fleet) {
    return fleet.regions().stream()
        .filter(other -> !other.name().equals(region))
        .flatMap(other -> other.nodes().stream().map(node -> other.name() + "=" + node.link()))
        .flatMap(peer -> Stream.of("--peer", peer))
        .toList();
  }

  /** How the node ended, if it was started here and has ended. */
  Optional<Integer> exitCode(NodeEntry node) {
    return Optional.ofNullable(started.get(node.pid()))
        .filter(process -> !process.isAlive())
        .map(Process::exitValue);
  }

  /** Those that were started here and run. */
  List<ProcessHandle> startedHere() {
    return started.values().stream().filter(Process::isAlive).map(Process::toHandle).toList();
  }

  /** The node with the proof of its process. */
  static NodeEntry runningAs(NodeEntry node, ProcessHandle process) {
    return node.runningAs(process.pid(), Birth.of(process).orElse(""));
  }

  /** The recorded process, if it still runs and is provably the one recorded. */
  Optional<ProcessHandle> find(String region, NodeEntry node) {
    if (!node.isStarting()) { // its command line is none while setsid becomes java
      return ProcessHandle.of(node.pid())
          .filter(ProcessHandle::isAlive)
          .filter(process -> Birth.of(process).equals(Optional.of(node.birth())));
    }
    try (Stream<ProcessHandle> candidates = ProcessHandle.allProcesses()) {
      return candidates
          .filter(ProcessHandle::isAlive)
          .filter(process -> isNode(process, region, node.number()))
          .findFirst();
    }
  }

  private boolean isNode(ProcessHandle process, String region, int number) {
    var arguments = arguments(process);
    return arguments.contains(main.getName())
        && Collections.indexOfSubList(arguments, List.of("node", "--region", region)) > 0
        && Collections.indexOfSubList(arguments, List.of("--data", folder.path().toString())) > 0
        && Collections.indexOfSubList(arguments, List.of("--number", "" + number)) > 0;
  }

  /** The whole command line: what Java tells stops at 4,096 bytes, where /proc is there. */
  private static List<String> arguments(ProcessHandle process) {
    var proc = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    try {
      return Arrays.asList(Files.readString(proc).split("\0", -1));
    } catch (IOException _) {
      return process.info().arguments().map(Arrays::asList).orElse(List.of());
    }
  }

  private static Optional<String> setsid() {
    return Stream.of("/usr/bin/setsid", "/bin/setsid")
        .filter(file -> Files.isExecutable(Path.of(file)))
        .findFirst();
  }

  /** Its log ends one file and begins the next by itself; what else it says goes to the same. */
  private static List<String> logTo(Path log) {
    return List.of("-Dpostmeridian.log=file", "-Dpostmeridian.log.file=" + log);
  }
}

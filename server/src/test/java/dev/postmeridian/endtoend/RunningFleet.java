package dev.postmeridian.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.fleet.Cli;
import dev.postmeridian.fleet.TestPorts;
import dev.postmeridian.store.TestRegion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A fleet of real processes in a folder of its own, driven by the commands that users type; its
 * regions are as far from each other as real ones.
 */
final class RunningFleet implements AutoCloseable {
  private final Path data;
  private final Path config;
  private final String ports = TestPorts.base();
  private final Map<String, RegionStatus> regions = new HashMap<>();

  private RunningFleet(Path data, Path config) {
    this.data = data;
    this.config = config;
  }

  /** Starts a fleet as the file describes it and returns once all its regions are ready. */
  static RunningFleet up(Path folder, String yaml) throws IOException {
    Path config = Files.writeString(folder.resolve("postmeridian.yaml"), yaml);
    var fleet = new RunningFleet(TestRegion.dataFolder(folder), config);
    try {
      fleet.up();
      fleet.askStatus();
      return fleet;
    } catch (AssertionError e) {
      fleet.close(); // what did start must not outlive the test
      throw e;
    }
  }

  /** Starts whatever of it is not running. */
  void up() {
    Cli.succeed(
        "up",
        "--detach",
        "--data",
        data.toString(),
        "--config",
        config.toString(),
        "--base-port",
        ports,
        "--latency");
  }

  Path data() {
    return data;
  }

  /** One region as {@code status --json} told it after the last start. */
  RegionStatus region(String name) {
    RegionStatus status = regions.get(name);
    assertThat(status).as("status names no region %s: %s", name, regions.keySet()).isNotNull();
    return status;
  }

  private void askStatus() {
    JsonNode status = Cli.succeed("status", "--json", "--data", data.toString()).json();
    for (JsonNode region : status.get("regions")) {
      String name = region.get("name").asString();
      regions.put(name, new RegionStatus(name, region));
    }
  }

  /** What a region says of itself. */
  record RegionStatus(String name, JsonNode json) {
    int smtpPort() {
      String address = json.get("smtp").asString();
      return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    String http() {
      return "http://" + json.get("http").asString();
    }

    String state() {
      return json.get("state").asString();
    }

    String token() {
      try {
        return Files.readString(Path.of(json.get("token_file").asString())).strip();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Every living process of this region: its nodes and its database. */
  List<ProcessHandle> processes(String region) {
    String folder = data.toAbsolutePath().toString();
    return ProcessHandle.allProcesses()
        .filter(p -> belongsTo(commandLine(p), folder, region))
        .flatMap(p -> Stream.concat(Stream.of(p), p.descendants()))
        .distinct()
        .toList();
  }

  private static boolean belongsTo(String command, String folder, String region) {
    return command.contains(folder)
        && (command.contains("--region " + region) || command.contains("/" + region + "/"));
  }

  static String commandLine(ProcessHandle process) {
    try {
      byte[] raw = Files.readAllBytes(Path.of("/proc/" + process.pid() + "/cmdline"));
      return new String(raw, java.nio.charset.StandardCharsets.UTF_8).replace('\0', ' ');
    } catch (IOException e) {
      return ""; // it ended meanwhile
    }
  }

  /**
   * Ends every process of the region at once, as a power cut would.
   *
   * @return when, by {@link System#nanoTime()}
   */
  long killNine(String region) {
    List<ProcessHandle> victims = processes(region);
    assertThat(victims).as("processes of " + region).hasSizeGreaterThan(1);
    long now = System.nanoTime();
    killNine(victims);
    return now;
  }

  /** Deletes the database of a region that does not run. */
  void deleteDatabase(String region) throws IOException {
    try (Stream<Path> files =
        Files.walk(data.resolve("regions").resolve(region).resolve("postgres"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Runs a command on this fleet. */
  String run(String... arguments) {
    var all = Stream.concat(Stream.of(arguments), Stream.of("--data", data.toString()));
    return Cli.succeed(all.toArray(String[]::new)).out();
  }

  /** Ends every process of the region's PostgreSQL at once; its node lives. */
  void killDatabase(String region) {
    List<ProcessHandle> victims =
        processes(region).stream().filter(p -> !isNode(commandLine(p))).toList();
    assertThat(victims).as("database processes of " + region).isNotEmpty();
    killNine(victims);
  }

  private static boolean isNode(String command) {
    return command.contains("--region ");
  }

  private static void killNine(List<ProcessHandle> victims) {
    victims.forEach(ProcessHandle::destroyForcibly);
    await()
        .pollInterval(Duration.ofMillis(5))
        .until(() -> victims.stream().allMatch(RunningFleet::ended));
  }

  // gone, or a zombie of one thread that nobody has reaped yet: then its files and ports are closed
  private static boolean ended(ProcessHandle process) {
    Path proc = Path.of("/proc/" + process.pid());
    try (Stream<Path> threads = Files.list(proc.resolve("task"))) {
      String stat = Files.readString(proc.resolve("stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z' && threads.count() == 1;
    } catch (IOException | UncheckedIOException e) {
      return true;
    }
  }

  @Override
  public void close() {
    Cli.succeed("down", "--data", data.toString());
  }
}

package dev.postmeridian.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A fleet of real processes in a folder of its own, driven by the commands that users type. */
final class RunningFleet implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long COMMAND_SECONDS = 120;

  private final Path data;
  private final Path config;
  private final Map<String, RegionStatus> regions = new HashMap<>();

  private RunningFleet(Path data, Path config) {
    this.data = data;
    this.config = config;
  }

  /** Starts a fleet as the file describes it and returns once all its regions are ready. */
  static RunningFleet up(Path folder, String yaml) throws IOException {
    Path config = Files.writeString(folder.resolve("postmeridian.yaml"), yaml);
    var fleet = new RunningFleet(folder.resolve("data"), config);
    fleet.up();
    fleet.askStatus();
    return fleet;
  }

  /** Starts whatever of it is not running. */
  void up() {
    run(
        "up",
        "--detach",
        "--data",
        data.toString(),
        "--config",
        config.toString(),
        "--base-port",
        "auto");
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
    JsonNode status = JSON.readTree(run("status", "--json", "--data", data.toString()));
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
        .flatMap(
            p -> java.util.stream.Stream.concat(java.util.stream.Stream.of(p), p.descendants()))
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

  /** Ends every process of the region at once, as a power cut would. */
  void killNine(String region) {
    List<ProcessHandle> victims = processes(region);
    assertThat(victims).as("processes of " + region).hasSizeGreaterThan(1);
    victims.forEach(ProcessHandle::destroyForcibly);
    // ended, though perhaps not yet reaped by whoever adopted it: then it has no command line
    await()
        .pollInterval(Duration.ofMillis(5))
        .until(() -> victims.stream().allMatch(p -> commandLine(p).isEmpty()));
  }

  /** Runs one command of the product; its standard output. */
  static String run(String... arguments) {
    try {
      Path out = Files.createTempFile("postmeridian", ".out");
      Path err = Files.createTempFile("postmeridian", ".err");
      Process process =
          new ProcessBuilder(command(arguments))
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      boolean ended = process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS);
      String told = Files.readString(out) + Files.readString(err);
      assertThat(ended).as("%s ended in time: %s", List.of(arguments), told).isTrue();
      assertThat(process.exitValue()).as("%s: %s", List.of(arguments), told).isZero();
      return Files.readString(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> command(String... arguments) {
    var command = new ArrayList<String>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", productClassPath(), "dev.postmeridian.Main"));
    command.addAll(List.of(arguments));
    return command;
  }

  // without the tests' own classes and settings, so that what runs is what ships
  private static String productClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Override
  public void close() {
    run("down", "--data", data.toString());
  }
}

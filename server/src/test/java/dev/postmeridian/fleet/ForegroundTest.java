package dev.postmeridian.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.Main;
import dev.postmeridian.store.Postmaster;
import dev.postmeridian.store.TestRegion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code up} in the foreground, with two nodes that share a region's work. */
class ForegroundTest {
  private static final int MAILS = 800;
  private static final List<String> HEARING_CTRL_C = hearingCtrlC();

  @TempDir Path folder;
  private String data = "";
  private Process up;

  @BeforeEach
  void start() throws IOException {
    data = TestRegion.dataFolder(folder).toString();
    var config = Files.writeString(folder.resolve("one.yaml"), FleetLifecycleTest.ONE_REGION);
    up =
        command(
            "up",
            "--nodes",
            "2",
            "--data",
            data,
            "--base-port",
            TestPorts.base(),
            "--config",
            config + "");
    await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(fleetFile()));
    await().atMost(Duration.ofMinutes(1)).until(() -> states().equals(List.of("ready", "ready")));
  }

  @AfterEach
  void leaveNothingRunning() {
    up.destroyForcibly();
    Cli.run("down", "--data", data);
  }

  @Test
  void nodesShareTheWorkADeadOneIsStartedAgainAndCtrlCStopsAll() throws Exception {
    var mails = mails();
    sendIsInterrupted(mails);
    // with nothing in hand, so that nobody waits for a lease to end
    await().atMost(Duration.ofMinutes(1)).until(() -> count("triaged") == count("accepted"));
    killNine(nodes().path(0).path("pid").asLong());
    var rest = send(mails);
    assertThat(rest.path("total").asInt()).isEqualTo(MAILS);
    assertThat(rest.path("sent_before").asInt()).isPositive();
    assertThat(rest.path("failed").size()).isZero();

    await().atMost(Duration.ofMinutes(1)).until(() -> states().equals(List.of("ready", "ready")));
    assertThat(output()).contains("A node of one has ended; it is started again.");
    await().atMost(Duration.ofMinutes(1)).until(() -> count("triaged") == MAILS);
    assertThat(count("accepted")).isEqualTo(MAILS);

    ctrlC(up);
    assertThat(output()).contains("Stopped.");
    assertThat(processes()).isEmpty();
    ctrlCDuringTheStartLeavesNothingBehindEither("--nodes=2");
    ctrlCDuringTheStartLeavesNothingBehindEither("--detach");
    assertThat(output()).contains("Stopped what this command had started: 2 nodes.");
  }

  private void ctrlCDuringTheStartLeavesNothingBehindEither(String option) throws Exception {
    var database = Postmaster.of(Path.of(data, "regions", "one"));
    assertThat(database.process()).isEmpty();
    up = command("up", option, "--data", data);
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(1))
        .until(() -> database.process().isPresent());

    ctrlC(up);
    assertThat(processes()).isEmpty();
    assertThat(database.process()).isEmpty();
  }

  private void sendIsInterrupted(Path mails) throws Exception {
    var sending =
        command("send", "--to", "desk@nordwind.example", "--dir", mails + "", "--data", data);
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(2))
        .until(this::hasSentSome);
    ctrlC(sending);
  }

  /** As the sender's own journal tells: a region may count what it has once in a few seconds. */
  private boolean hasSentSome() throws IOException {
    var journals = Path.of(data, "send");
    if (Files.notExists(journals)) {
      return false;
    }
    try (var files = Files.list(journals)) {
      return files.anyMatch(journal -> journal.toFile().length() > 0);
    }
  }

  private JsonNode send(Path mails) {
    return Cli.succeed(
            "send", "--to", "desk@nordwind.example", "--dir", mails + "", "--data", data, "--json")
        .json();
  }

  private Path mails() throws IOException {
    var mails = Files.createDirectory(folder.resolve("mails"));
    for (int i = 0; i < MAILS; i++) {
      Files.writeString(
          mails.resolve(i + ".eml"), "From: a@b.example\nSubject: mail " + i + "\n\nHello.\n");
    }
    return mails;
  }

  private Process command(String... arguments) throws IOException {
    TestProgram.use();
    String program = "-Dpostmeridian.program=" + System.getProperty("postmeridian.program");
    var command = new ArrayList<>(HEARING_CTRL_C);
    command.addAll(NodeJvm.command(Main.class, List.of(program)));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("output").toFile()))
        .start();
  }

  /** Who is started with Ctrl-C ignored, as by a shell's {@code &}, passes that on. */
  private static List<String> hearingCtrlC() {
    var env = List.of("env", "--default-signal=INT");
    var tried = new ArrayList<>(env);
    tried.add("true");
    try {
      return new ProcessBuilder(tried).start().waitFor() == 0 ? env : List.of();
    } catch (IOException | InterruptedException _) {
      return List.of();
    }
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("output"));
  }

  private Path fleetFile() {
    return Path.of(data, "fleet.json");
  }

  private JsonNode region() {
    return Cli.succeed("status", "--json", "--data", data).json().path("regions").path(0);
  }

  private JsonNode nodes() {
    return region().path("nodes");
  }

  private List<String> states() {
    return nodes().valueStream().map(node -> node.path("state").asString()).toList();
  }

  private long count(String state) {
    return region().path("messages").path(state).asLong(0);
  }

  private static void ctrlC(Process process) throws Exception {
    assertThat(new ProcessBuilder("kill", "-INT", "" + process.pid()).start().waitFor()).isZero();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(130);
  }

  private static void killNine(long pid) {
    assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
  }

  private List<String> processes() {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(command -> command.contains(data))
        .toList();
  }
}

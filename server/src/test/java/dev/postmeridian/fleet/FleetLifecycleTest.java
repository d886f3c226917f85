package dev.postmeridian.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.Main;
import dev.postmeridian.cli.FleetFile;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.store.Postmaster;
import dev.postmeridian.store.TestRegion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One region as real processes: started, killed, mended, stopped. */
class FleetLifecycleTest {
  static final String ONE_REGION =
      """
      regions:
        one:
          role: primary
          email_processing_capacity: 10/minute
          ai_model_tier: latency-optimized
          data_residency: [DE]
      mailboxes:
        nordwind.example: DE
      """;

  @TempDir Path folder;
  private String data = "";
  private String config = "";
  private final String ports = TestPorts.base();

  @BeforeEach
  void writeTheFile() throws IOException {
    data = TestRegion.dataFolder(folder).toString();
    config = Files.writeString(folder.resolve("one.yaml"), ONE_REGION).toString();
  }

  @AfterEach
  void leaveNothingRunning() {
    Cli.run("down", "--data", data);
  }

  @Test
  void aFleetOutlivesItsNodesDeathAndItsOwnEndAndLeavesNothingBehind() throws Exception {
    up();
    var first = region();
    assertThat(first.path("state").asString()).isEqualTo("ready");
    assertThat(mode(first.path("token_file").asString())).isEqualTo("rw-------");
    send();

    kill(first);
    assertThat(region().path("state").asString()).isEqualTo("down");
    assertThat(region().path("messages").path("accepted").isNull()).isTrue();
    assertThat(Cli.succeed("status", "--data", data).out())
        .contains(
            "?",
            "one is down: node 1 is down, it does not answer.",
            "./postmeridian up --data " + data + " starts what is missing.",
            "0 of 1");
    up();
    var mended = region();
    assertThat(mended.path("smtp")).isEqualTo(first.path("smtp"));
    assertThat(mended.path("messages").path("accepted").asLong()).isEqualTo(20);
    assertThat(up().out()).contains("Already running");
    assertThat(region()).isEqualTo(mended);
    assertThat(refusedOtherFile().err()).contains("in use by a fleet").contains("down");
    assertThat(refused("--base-port", "20000").err()).contains("leave it out or move it");
    assertThat(refused("--nodes", "0").err()).contains("write a number from 1 to 100");
    aStarterThatDiedLeavesNoNodeUnknown(mended);
    aRegionWhoseDatabaseIsDownIsNamedWithTheCause();

    kill(mended);
    assertThat(Cli.succeed("down", "--data", data).out()).contains("had outlived its node");
    assertThat(processes()).isEmpty();

    assertThat(Cli.succeed("up", "--detach", "--data", data, "--nodes", "2").out())
        .contains("Starting: " + config);
    assertThat(region().path("nodes").path(1).path("smtp").asString())
        .isEqualTo("127.0.0.1:" + (Integer.parseInt(ports) + 1));
    aNodeIsShownByItsAddressAndRunsOnce(region());
    assertThat(region().path("messages").path("accepted").asLong()).isEqualTo(20);
    assertThat(send().json().path("duplicates").asInt()).isEqualTo(20);
    assertThat(list()).hasSize(20);
    assertThat(Cli.succeed("down", "--data", data, "--json").json().path("stopped").asInt())
        .isEqualTo(2);
    assertThat(processes()).isEmpty();
    assertThat(Cli.succeed("down", "--data", data).out()).contains("No node was running");
  }

  private void aNodeIsShownByItsAddressAndRunsOnce(JsonNode region) {
    String url = "http://" + region.path("http").asString();
    String token = region.path("token_file").asString();
    var remote = Cli.succeed("status", "--url", url, "--token-file", token, "--json");
    var shown = remote.json().path("regions").path(0);
    assertThat(shown.path("name").asString()).isEqualTo("one");
    assertThat(shown.path("state").asString()).isEqualTo("ready");
    assertThat(shown.path("smtp").isNull()).isTrue();
    assertThat(shown.path("messages").path("accepted").asLong()).isPositive();
    assertThat(Cli.succeed("status", "--url", url, "--token-file", token).out())
        .contains(url.substring(7), "1 of 1");
    var gone = Cli.run("status", "--url", "http://127.0.0.1:1", "--token-file", token);
    assertThat(gone.exitCode()).isEqualTo(69);
    assertThat(gone.err()).contains("that --url is its address").doesNotContain("./postmeridian");

    var second = Cli.run("node", "--region", "one", "--config", config, "--data", data);
    assertThat(second.exitCode()).isEqualTo(69);
    assertThat(second.err()).contains("Node 1 of one runs already", "--number");
    var none =
        Cli.run("node", "--region", "one", "--config", config, "--data", data, "--number", "0");
    assertThat(none.err()).contains("write a number from 1 to 100");
  }

  private void aRegionWhoseDatabaseIsDownIsNamedWithTheCause() throws Exception {
    Path region = new FleetFolder(Path.of(data)).region(new RegionName("one")).path();
    Path blocked = region.resolve("postgres/postgresql.conf");
    Files.delete(blocked);
    Files.createDirectory(blocked);
    Postmaster.of(region).process().orElseThrow().destroyForcibly();
    await().until(() -> region().path("state").asString().equals("down"));

    var stuck = Cli.run("up", "--detach", "--data", data);
    assertThat(stuck.exitCode()).isEqualTo(1);
    assertThat(stuck.err().strip())
        .contains("one: the database is down and can't be started: Can't use " + data)
        .doesNotContain(System.lineSeparator());

    Files.delete(blocked);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> region().path("state").asString().equals("ready"));
  }

  private void aStarterThatDiedLeavesNoNodeUnknown(JsonNode running) throws IOException {
    var folder = new FleetFolder(Path.of(data));
    var known = FleetFile.read(folder.path()).orElseThrow();
    var node = known.node("one", 1).orElseThrow();
    known.with("one", node.starting()).write(folder.path());

    up();

    assertThat(region()).isEqualTo(running);
    var processes = new NodeProcess(folder, Main.class);
    assertThat(processes.find("one", node)).isPresent();
    assertThat(processes.find("one", node.runningAs(node.pid(), "another boot/1"))).isEmpty();
  }

  @Test
  void aTakenPortIsNamedWithItsOwnerBeforeAnythingStarts() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int base = taken.getLocalPort();
      org.junit.jupiter.api.Assumptions.assumeTrue(base + 400 < 65536, "a port with room above");
      var result =
          Cli.run("up", "--detach", "--data", data, "--config", config, "--base-port", "" + base);

      assertThat(result.exitCode()).isEqualTo(69);
      assertThat(result.err())
          .contains("one: SMTP 127.0.0.1:" + base + " is in use by")
          .contains("--base-port auto");
      assertThat(processes()).isEmpty();
    }
  }

  @Test
  void aNodeThatUpDidNotStartIsNamedBeforeAnythingStarts() throws Exception {
    var fleet = new FleetFolder(Path.of(data));
    fleet.prepare();
    var region = fleet.region(new RegionName("one"));
    region.prepare();
    try (var _ = region.lockNode(1)) {
      var result =
          Cli.run("up", "--detach", "--data", data, "--config", config, "--base-port", ports);

      String pid = "" + ProcessHandle.current().pid();
      assertThat(result.exitCode()).isEqualTo(69);
      assertThat(result.err())
          .contains("Node 1 of one runs in this data folder already, as process " + pid)
          .contains("kill " + pid, "run up again. Nothing was started.");
      Files.writeString(region.path().resolve("logs/node-1.lock"), "");
      var early =
          Cli.run("up", "--detach", "--data", data, "--config", config, "--base-port", ports);
      assertThat(early.err())
          .contains("runs in this data folder already, which up did not start")
          .contains("end that node, which loses nothing");
      assertThat(region.postgres()).doesNotExist();
    }
  }

  @Test
  void aDataFolderOfAnotherVersionIsLeftAlone() throws Exception {
    Files.createDirectories(Path.of(data));
    Files.writeString(Path.of(data, "format"), "postmeridian-data 999\n");

    var result = Cli.run("up", "--detach", "--data", data, "--config", config);

    assertThat(result.exitCode()).isEqualTo(73);
    assertThat(result.err()).contains("another version").contains("--data");
    assertThat(Files.readString(Path.of(data, "format"))).isEqualTo("postmeridian-data 999\n");
  }

  @Test
  void aBrokenFileStartsNothingAndTellsEveryProblem() throws Exception {
    Files.writeString(Path.of(config), ONE_REGION.substring(0, ONE_REGION.indexOf("mailboxes:")));
    assertThat(Cli.succeed("config", "check", config).out()).contains("It lists no mailboxes");
    Files.writeString(Path.of(config), "regions: {a: {rolle: primary}}\nmailboxs: {}\n");

    var result = Cli.run("up", "--detach", "--data", data, "--config", config);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("'rolle'", "Did you mean 'mailboxes'", "nothing was started");
  }

  @Test
  void clientsSayWhereTheyLookedForAFleet() {
    var result = Cli.run("messages", "list", "--data", data);

    assertThat(result.exitCode()).isEqualTo(69);
    assertThat(result.err()).contains("There is no fleet in " + data).contains("up");
    for (String command : List.of("status", "down", "up")) {
      var file = Cli.run(command, "--data", config);
      assertThat(file.exitCode()).isEqualTo(2);
      assertThat(file.err()).contains(config + " is a file. Name the folder");
    }
  }

  private Cli.Result up() {
    return Cli.succeed("up", "--detach", "--data", data, "--config", config, "--base-port", ports);
  }

  private Cli.Result refusedOtherFile() throws IOException {
    var other = Files.writeString(folder.resolve("other.yaml"), ONE_REGION + "# changed\n");
    var result = Cli.run("up", "--detach", "--data", data, "--config", other.toString());
    assertThat(result.exitCode()).isEqualTo(69);
    return result;
  }

  private Cli.Result refused(String option, String value) {
    var result = Cli.run("up", "--detach", "--data", data, "--config", config, option, value);
    assertThat(result.exitCode()).isIn(2, 69);
    return result;
  }

  private Cli.Result send() {
    return Cli.succeed("send", "--sample", "20", "--seed", "7", "--data", data, "--json");
  }

  private List<String> list() {
    return Cli.succeed("messages", "list", "--data", data, "--json", "--limit", "100")
        .out()
        .lines()
        .toList();
  }

  private JsonNode region() {
    return Cli.succeed("status", "--json", "--data", data).json().path("regions").path(0);
  }

  private static void kill(JsonNode region) throws Exception {
    var node = ProcessHandle.of(region.path("nodes").path(0).path("pid").asLong()).orElseThrow();
    node.destroyForcibly();
    node.onExit().get(30, TimeUnit.SECONDS);
  }

  private static String mode(String file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(file)));
  }

  /** Every process, ours or the database's, whose command line names the data folder. */
  private List<String> processes() {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(command -> command.contains(data))
        .toList();
  }
}

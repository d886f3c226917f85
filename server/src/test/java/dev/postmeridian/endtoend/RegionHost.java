package dev.postmeridian.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.fleet.Cli;
import dev.postmeridian.store.TestRegion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A region on a host of its own: a folder with its file and certificates, and one node. */
final class RegionHost implements AutoCloseable {
  static final int LINK = 9425;
  private static final int SMTP = 2525;
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final String region;
  private final String address;
  private final Path folder;
  private final Process capture;
  private final Process node;

  private RegionHost(String region, String address, Path folder, Process capture, Process node) {
    this.region = region;
    this.address = address;
    this.folder = folder;
    this.capture = capture;
    this.node = node;
  }

  /**
   * Starts to capture all that the host sends and gets, then a node.
   *
   * @param folder with {@code postmeridian.yaml} in it
   */
  static RegionHost start(Namespaces hosts, int number, String region, Path folder)
      throws IOException {
    TestRegion.dataFolder(folder);
    var tcpdump =
        List.of("tcpdump", "-i", "any", "-n", "-U", "-B", "16384", "-Z", "root", "-w", "packets");
    var capture = started(hosts.on(number, tcpdump), folder, "capture.log");
    await().until(() -> Files.readString(folder.resolve("capture.log")).contains("listening on"));
    var command = new ArrayList<>(Cli.nodeProgram());
    command.addAll(List.of("node", "--region", region, "--config", "postmeridian.yaml"));
    command.addAll(List.of("--data", folder.resolve("data").toString()));
    var node = started(hosts.on(number, command), folder, "node.log");
    return new RegionHost(region, hosts.address(number), folder, capture, node);
  }

  private static Process started(List<String> command, Path folder, String log) throws IOException {
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(log).toFile())
        .start();
  }

  /** Where the region's SMTP, HTTP and link listen. */
  static String listeners(String address) {
    return "{smtp: '%1$s:%2$d', lmtp: 2424, http: '%1$s:8425', link: '%1$s:%3$d'}"
        .formatted(address, SMTP, LINK);
  }

  String region() {
    return region;
  }

  String address() {
    return address;
  }

  Path folder() {
    return folder;
  }

  void awaitReady() {
    var request = HttpRequest.newBuilder(URI.create(http() + "/health/ready")).build();
    await()
        .failFast(() -> assertThat(node.isAlive()).as(log()).isTrue())
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200);
  }

  private String log() {
    return new String(FleetFiles.bytes(folder.resolve("node.log")), UTF_8);
  }

  private String http() {
    return "http://" + address + ":8425";
  }

  Api api() throws IOException {
    var token = folder.resolve("data/regions").resolve(region).resolve("token");
    return new Api(http(), Files.readString(token).strip());
  }

  SmtpClient sender() throws IOException {
    return new SmtpClient(InetAddress.getByName(address), SMTP);
  }

  String sent(String from, String to, byte[] mail) throws IOException {
    try (var client = sender()) {
      return client.send(from, to, mail);
    }
  }

  /** Ends every process of the region at once. */
  void killNine() {
    String data = folder.resolve("data").toString();
    var all =
        ProcessHandle.allProcesses()
            .filter(process -> RunningFleet.commandLine(process).contains(data))
            .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
            .distinct()
            .toList();
    all.forEach(ProcessHandle::destroyForcibly);
  }

  /** Everything that the host sent and got; ends its capture. */
  List<Segment> captured() throws IOException, InterruptedException {
    capture.destroy();
    assertThat(capture.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(folder.resolve("capture.log")))
        .contains("\n0 packets dropped by kernel");
    return Segment.of(folder.resolve("packets"));
  }

  /** Lets it stop. */
  void stop() {
    node.destroy();
  }

  @Override
  public void close() {
    stop();
    try {
      node.waitFor(30, TimeUnit.SECONDS);
      capture.destroy();
      capture.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    killNine();
  }
}

package dev.postmeridian;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.postmeridian.config.CheckedFile;
import dev.postmeridian.config.DeploymentFile;
import dev.postmeridian.endtoend.SmtpClient;
import dev.postmeridian.endtoend.ThreeRegions;
import dev.postmeridian.fleet.NodeSettings;
import dev.postmeridian.fleet.RegionToken;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.store.EmbeddedPostgres;
import dev.postmeridian.store.PostgresSettings;
import dev.postmeridian.store.Postmaster;
import dev.postmeridian.store.TestRegion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionNodeTest {
  private static final byte[] MAIL = "Subject: hello\r\n\r\nAre you there?\r\n".getBytes(US_ASCII);

  @TempDir Path folder;

  @Test
  void aNodeKeepsWhatItAcceptedAcrossARestart() throws Exception {
    NodeSettings settings = settings();
    try (var node = RegionNode.start(settings)) {
      assertThat(sent(settings)).startsWith("250 2.0.0");
      assertThat(status(settings)).contains("\"accepted\":1");
    }
    try (var node = RegionNode.start(settings)) {
      assertThat(status(settings)).contains("\"accepted\":1");
      assertThat(sent(settings)).as("the same mail again").startsWith("250 2.0.0");
      assertThat(status(settings)).as("is the same message").contains("\"accepted\":1");
    }
  }

  @Test
  void aNodeWorksOnAnExternalDatabaseByItsUrl() throws Exception {
    var elsewhere =
        PostgresSettings.in(
            folder.resolve("elsewhere"), TestRegion.binaries(), OptionalInt.empty());
    try (var external = EmbeddedPostgres.attach(elsewhere)) {
      var address = external.address();
      Path password = folder.resolve("password");
      Files.writeString(password, address.ownerPassword());
      NodeSettings settings =
          settings(
              ThreeRegions.YAML.replace(
                  "data_residency: [\"US\", \"CA\", \"MX\"]",
                  """
                  data_residency: ["US", "CA", "MX"]
                      database: {url: '%s', user: %s, password_file: %s}\
                  """
                      .formatted(address.url(), address.owner(), password)));
      Files.createDirectories(settings.folder());
      try (var node = RegionNode.start(settings)) {
        assertThat(sent(settings)).startsWith("250 2.0.0");
        await().until(() -> status(settings).contains("\"triaged\":1"));
      }
      assertThat(settings.folder().resolve("postgres")).doesNotExist();
    }
  }

  @Test
  void aNodeTellsAWebhookWhatItDecidedAndCountsIt() throws Exception {
    Files.writeString(folder.resolve("secret"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    var told = new LinkedBlockingQueue<String>();
    var receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          told.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    receiver.start();
    String outbox =
        """
        outbox:
          tickets:
            webhook: http://127.0.0.1:%d/
            secret_file: secret
        """
            .formatted(receiver.getAddress().getPort());
    NodeSettings settings = settings(ThreeRegions.YAML + outbox);
    try (var node = RegionNode.start(settings)) {
      assertThat(sent(settings)).startsWith("250 2.0.0");
      assertThat(told.poll(10, TimeUnit.SECONDS))
          .contains("\"type\":\"message.triaged\"", "\"region\":\"us-east-1\"");
      await()
          .until(() ->
              get(settings, "/metrics")
                  .body()
                  .contains("postmeridian_outbox_delivered_seconds_count{effect=\"tickets\"} 1"));
      assertThat(get(settings, "/metrics").body())
          .contains("postmeridian_outbox_waiting{effect=\"tickets\"} 0.0");
      assertThat(get(settings, "/v1/outbox?effect=tickets").body())
          .contains("\"state\":\"delivered\"");
    } finally {
      receiver.stop(0);
    }
  }

  @Test
  void aNodeThatCannotStoreMailIsNotReadyUntilItCan() throws Exception {
    NodeSettings settings = settings();
    try (var node = RegionNode.start(settings)) {
      assertThat(ready(settings)).isEqualTo(200);
      asOwner(settings, "REVOKE INSERT ON postmeridian.change FROM %s");
      assertThat(sent(settings)).startsWith("451 4.3.0");
      assertThat(ready(settings)).isEqualTo(503);
      assertThat(status(settings)).contains("the database could not store mail just now");
      asOwner(settings, "GRANT INSERT ON postmeridian.change TO %s");
      await("without any mail").until(() -> ready(settings) == 200);
      assertThat(status(settings)).contains("\"accepted\":0");
      assertThat(sent(settings)).startsWith("250 2.0.0");
    }
  }

  @Test
  void aNodeWhoseDatabaseCannotBeStartedSaysWhyAndIsReadyAgainByItself() throws Exception {
    NodeSettings settings = settings();
    Path blocked = settings.folder().resolve("postgres/postgresql.conf");
    try (var node = RegionNode.start(settings)) {
      Files.move(blocked, blocked.resolveSibling("aside"));
      Files.createDirectory(blocked);
      var database = Postmaster.of(settings.folder());
      assertThat(database.isReady() && !database.isStarting()).isTrue();
      Path pid = database.cluster().resolve("postmaster.pid");
      Files.writeString(pid, Files.readString(pid).replace("ready", "starting"));
      assertThat(database.isStarting() && !database.isReady()).as("as after a crash").isTrue();
      database.process().orElseThrow().destroyForcibly();

      await().until(() -> !status(settings).contains("\"state\":\"ready\""));
      assertThat(sent(settings)).startsWith("451 4.3.0");
      await().until(() -> status(settings).contains("the database is down and can't be started: "));
      assertThat(status(settings))
          .contains("\"state\":\"down\"", "Can't use ", "\"accepted\":null")
          .doesNotContain("SQLSTATE");

      Files.delete(blocked);
      await().atMost(Duration.ofSeconds(30)).until(() -> ready(settings) == 200);
      await().until(() -> status(settings).contains("\"reasons\":[]"));
      assertThat(status(settings)).contains("\"accepted\":0");
    }
  }

  @Test
  void theTokenIsForItsOwnersEyesOnly() throws Exception {
    String token = RegionToken.readOrMake(folder);
    assertThat(RegionToken.readOrMake(folder)).isEqualTo(token).hasSizeGreaterThan(40);
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(RegionToken.file(folder))))
        .isEqualTo("rw-------");

    Files.setPosixFilePermissions(
        RegionToken.file(folder), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(RegionToken.readOrMake(folder)).isEqualTo(token);
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(RegionToken.file(folder))))
        .isEqualTo("rw-------");

    Files.writeString(RegionToken.file(folder), "\n");
    assertThatThrownBy(() -> RegionToken.readOrMake(folder)).hasMessageContaining("remove it");
  }

  private static String sent(NodeSettings settings) throws IOException {
    try (var client = new SmtpClient(settings.smtp().getPort())) {
      return client.send("ada@sender.example", "desk@us.example", MAIL);
    }
  }

  private static String status(NodeSettings settings) throws Exception {
    return get(settings, "/v1/status").body();
  }

  private static int ready(NodeSettings settings) throws Exception {
    return get(settings, "/health/ready").statusCode();
  }

  private static HttpResponse<String> get(NodeSettings settings, String path) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + settings.http().getPort() + path))
            .timeout(Duration.ofSeconds(2)) // as the command status has
            .header("Authorization", "Bearer " + RegionToken.readOrMake(settings.folder()))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private static void asOwner(NodeSettings settings, String sql) throws SQLException {
    var place = PostgresSettings.in(settings.folder(), settings.binaries(), OptionalInt.empty());
    try (var server = EmbeddedPostgres.attach(place);
        var connection =
            DriverManager.getConnection(
                server.address().url(),
                server.address().owner(),
                server.address().ownerPassword());
        var statement = connection.createStatement()) {
      statement.execute(sql.formatted(server.address().database() + "_worker"));
    }
  }

  private NodeSettings settings() throws IOException {
    return settings(ThreeRegions.YAML);
  }

  private NodeSettings settings(String yaml) throws IOException {
    var reading = (CheckedFile.Usable) DeploymentFile.parse(yaml, folder);
    return new NodeSettings(
        reading.deployment(),
        new RegionName("us-east-1"),
        folder.resolve("us-east-1"),
        TestRegion.binaries(),
        folder,
        free(),
        free(),
        free(),
        free(),
        Map.of(),
        Map.of());
  }

  private static InetSocketAddress free() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }
  }
}

package dev.postmeridian;

import dev.postmeridian.cli.FleetFile;
import dev.postmeridian.cli.FleetFile.NodeEntry;
import dev.postmeridian.cli.FleetFile.RegionEntry;
import dev.postmeridian.console.SampleMail;
import dev.postmeridian.desk.InMemoryDesk;
import dev.postmeridian.desk.ReadingRoom;
import dev.postmeridian.http.BearerToken;
import dev.postmeridian.http.HttpLimits;
import dev.postmeridian.http.MessagesService;
import dev.postmeridian.http.NodeIdentity;
import dev.postmeridian.http.QueuesService;
import dev.postmeridian.http.RegionHttpServer;
import dev.postmeridian.http.RegionState;
import dev.postmeridian.http.RouteExplainService;
import dev.postmeridian.http.StatusService;
import dev.postmeridian.intake.IntakeFixture;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.ModelTier;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.routing.Router;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * What client commands talk to: two regions, one of which has two nodes, one without its database.
 */
abstract class TwoRegions {
  static final String TOKEN = "a-token-for-tests-only";
  static final String BILLING = SampleMail.id(1).hex();

  @TempDir Path data;
  final InMemoryDesk home = SampleMail.desk(8);
  final InMemoryDesk broken = SampleMail.desk(8);
  final InMemoryDesk empty = SampleMail.desk(0);
  final List<RegionHttpServer> servers = new ArrayList<>();

  record Run(int code, String out, String err) {}

  @BeforeEach
  void start() throws IOException {
    broken.fail(true);
    Path token = data.resolve("token");
    Files.writeString(token, TOKEN);
    var eu = region("eu-west-1", token, serve(broken), serve(home));
    var us = region("us-east-1", token, serve("us-east-1", empty));
    new FleetFile("/none.yaml", "0", List.of(), List.of(us, eu)).write(data);
  }

  @AfterEach
  void stop() {
    servers.forEach(RegionHttpServer::stop);
  }

  static RegionEntry region(String name, Path token, int... ports) {
    var nodes = new ArrayList<NodeEntry>();
    for (int port : ports) {
      String http = "127.0.0.1:" + port;
      nodes.add(
          new NodeEntry(
              nodes.size() + 1, "127.0.0.1:1", "127.0.0.1:1", http, "127.0.0.1:1", 1, "boot/1"));
    }
    return new RegionEntry(name, token.toString(), nodes);
  }

  final int serve(InMemoryDesk desk) {
    return serve("eu-west-1", desk);
  }

  final int serve(String region, InMemoryDesk desk) {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var messages = new MessagesService(desk, new ReadingRoom(desk), SampleMail.queueNames());
    var name = new RegionName(region);
    var queues = new QueuesService(name, desk);
    var node = new NodeIdentity(name, ModelTier.GDPR_COMPLIANT, "1", "c");
    var status = new StatusService(node, desk, () -> RegionState.READY, List::of);
    var law = IntakeFixture.residency();
    var explain =
        new RouteExplainService(name, law, new Router(name, law), IntakeFixture.recipients(name));
    var server =
        new RegionHttpServer(
                address,
                HttpLimits.DEFAULT,
                new BearerToken(TOKEN),
                List.of(),
                List.of(messages, queues, status, explain))
            .start();
    servers.add(server);
    return server.port();
  }

  final Run run(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var all = new ArrayList<>(List.of(arguments));
    all.add("--data");
    all.add(data.toString());
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(all.toArray(String[]::new));
    return new Run(code, out.toString(), err.toString());
  }

  static void hold(InMemoryDesk desk, String id) {
    hold(desk, id, Optional.of("no header"));
  }

  static void hold(InMemoryDesk desk, String id, Optional<String> quarantine) {
    desk.hold(
        new MessageId(id),
        new Country("DE"),
        "ada@mail.example",
        "bob@sender.example",
        Instant.now(),
        new byte[0],
        Optional.empty(),
        Optional.empty(),
        quarantine);
  }
}

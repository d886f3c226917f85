package dev.postmeridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NearestLawfulTest {
  private static final String BOTH =
      "{\"recipients\":[{\"outcome\":\"here\",\"lawful_regions\":[\"far\",\"near\"]}]}";
  private static final String SOMEBODY = "somebody@unlisted.example";

  @TempDir private Path folder;
  private final List<HttpServer> servers = new ArrayList<>();

  @AfterEach
  void stop() {
    servers.forEach(server -> server.stop(0));
  }

  @Test
  void mailThatIsSentAgainGoesWhereItWentWhateverIsNearNow() throws Exception {
    var near = region("near");
    var far =
        new RegionApi(new Endpoint("far", List.of(URI.create("http://127.0.0.1:1")), () -> "t"));

    var first = new NearestLawful(List.of(far, near), folder).forRecipient(SOMEBODY);
    assertThat(first.endpoint().region()).isEqualTo("near");

    servers.getFirst().stop(0);
    var farIsBack = region("far");
    var again = new NearestLawful(List.of(farIsBack, near), folder).forRecipient(SOMEBODY);

    assertThat(again.endpoint().region()).isEqualTo("near");
  }

  @Test
  void aNewRegionIsBehindThoseThatAreKnown() throws Exception {
    Files.writeString(folder.resolve("nearest"), "near\n");
    var known = new NearestLawful(List.of(region("far"), region("near")), folder);

    assertThat(known.forRecipient(SOMEBODY).endpoint().region()).isEqualTo("near");
    assertThat(folder.resolve("nearest")).hasContent("near\nfar\n");
  }

  private RegionApi region(String name) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", NearestLawfulTest::answer);
    server.start();
    servers.add(server);
    var base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new RegionApi(new Endpoint(name, List.of(base), () -> "t"));
  }

  private static void answer(HttpExchange exchange) throws IOException {
    byte[] body = BOTH.getBytes(StandardCharsets.US_ASCII);
    try (exchange) {
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}

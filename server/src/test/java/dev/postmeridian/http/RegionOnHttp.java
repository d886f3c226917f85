package dev.postmeridian.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.console.SampleMail;
import dev.postmeridian.desk.InMemoryDesk;
import dev.postmeridian.desk.ReadingRoom;
import dev.postmeridian.region.ModelTier;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.telemetry.Backlog;
import dev.postmeridian.telemetry.Meters;
import dev.postmeridian.telemetry.MetricsService;
import dev.postmeridian.telemetry.RegionGauges;
import dev.postmeridian.telemetry.RequestTimer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A region's listener with sample mail, and a client of it. */
abstract class RegionOnHttp {
  static final String TOKEN = "a-token-for-tests-only";
  static final JsonMapper JSON = new JsonMapper();

  final AtomicReference<RegionState> state = new AtomicReference<>(RegionState.READY);
  final HttpClient client = HttpClient.newHttpClient();
  InMemoryDesk desk;
  ReadingRoom room;
  RegionHttpServer server;

  @BeforeEach
  void start() {
    desk = SampleMail.desk(30);
    room = new ReadingRoom(desk, 1 << 20, Duration.ofMillis(1));
    Meters meters = new Meters();
    RegionGauges.register(meters, desk::pulse, () -> Backlog.NONE);
    var node =
        new NodeIdentity(new RegionName("eu-west-1"), ModelTier.GDPR_COMPLIANT, "1.2.3", "abcdef");
    server =
        new RegionHttpServer(
                loopback(0),
                HttpLimits.DEFAULT,
                new BearerToken(TOKEN),
                List.of(new RequestTimer(meters)),
                List.of(
                    new MessagesService(desk, room, SampleMail.queueNames()),
                    new QueuesService(node.region(), desk),
                    new StatusService(node, desk, state::get, List::of),
                    new HealthService(state::get),
                    new OpenApiService(),
                    new MetricsService(meters)))
            .start();
  }

  @AfterEach
  void stop() {
    server.stop();
    client.close();
  }

  static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  void assertProblem(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
    JsonNode problem = json(answer);
    assertThat(names(problem)).contains("type", "title", "status", "detail", "remedy");
    assertThat(problem.get("status").intValue()).isEqualTo(answer.statusCode());
  }

  String firstTriaged() throws Exception {
    return json(get("/v1/messages?state=triaged&queue=Billing"))
        .get("messages")
        .get(0)
        .get("id")
        .stringValue();
  }

  HttpResponse<String> correct(String id, String body) throws Exception {
    return send(json("/v1/messages/" + id + "/corrections", body));
  }

  HttpResponse<String> search(String body) throws Exception {
    return send(json("/v1/messages/search", body));
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  HttpRequest.Builder json(String path, String body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + TOKEN);
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(5000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static List<String> names(JsonNode node) {
    return List.copyOf(node.propertyNames());
  }

  static List<String> ids(JsonNode page) {
    return StreamSupport.stream(page.get("messages").spliterator(), false)
        .map(m -> m.get("id").stringValue())
        .collect(Collectors.toList());
  }

  HttpResponse<String> sent(String path) {
    try {
      return get(path);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}

package dev.postmeridian.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postmeridian.console.SampleMail;
import dev.postmeridian.desk.InMemoryDesk;
import dev.postmeridian.desk.RawMail;
import dev.postmeridian.desk.ReadingRoom;
import dev.postmeridian.mail.MessageId;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RegionHttpServerTest {
  private static final String TOKEN = "a-token-for-tests-only";
  private static final JsonMapper JSON = new JsonMapper();

  private final AtomicReference<RegionState> state = new AtomicReference<>(RegionState.READY);
  private final HttpClient client = HttpClient.newHttpClient();
  private InMemoryDesk desk;
  private ReadingRoom room;
  private RegionHttpServer server;

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
                    new StatusService(node, desk, state::get),
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

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @Test
  void messagesComeInPagesWithTheNamesThatScriptsDependOn() throws Exception {
    JsonNode first = json(get("/v1/messages?limit=20"));
    assertThat(first.get("messages")).hasSize(20);
    assertThat(names(first.get("messages").get(0)))
        .contains(
            "id",
            "region",
            "country",
            "mailbox",
            "received_at",
            "subject",
            "junk",
            "queue",
            "priority",
            "language",
            "needs_reply",
            "confidence",
            "model",
            "state",
            "reasons",
            "from",
            "corrected",
            "done",
            "done_by",
            "done_at");
    JsonNode second = json(get("/v1/messages?limit=20&before=" + first.get("next").stringValue()));
    assertThat(second.get("messages")).hasSize(10);
    assertThat(second.get("next").isNull()).isTrue();
    assertThat(ids(second)).doesNotContainAnyElementsOf(ids(first));
  }

  @Test
  void filtersNarrowTheList() throws Exception {
    JsonNode billing = json(get("/v1/messages?queue=Billing&junk=ham&state=triaged&limit=1000"));
    assertThat(billing.get("messages")).isNotEmpty();
    assertThat(billing.get("messages"))
        .allSatisfy(m -> assertThat(m.get("queue").stringValue()).isEqualTo("Billing"));
    assertThat(json(get("/v1/messages?q=no-such-word")).get("messages")).isEmpty();
  }

  @Test
  void whatPressesMostComesFirstPageByPageAndOfSeveralPriorities() throws Exception {
    String query = "limit=3&order=pressing&priority=high&priority=urgent";
    JsonNode first = json(get("/v1/messages?" + query));
    JsonNode second =
        json(get("/v1/messages?" + query + "&before=" + first.get("next").stringValue()));
    var both = new ArrayList<>(first.get("messages").valueStream().toList());
    second.get("messages").forEach(both::add);
    var priorities = both.stream().map(m -> m.get("priority").stringValue()).toList();
    assertThat(priorities)
        .startsWith("urgent")
        .contains("high")
        .isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(ids(second)).doesNotContainAnyElementsOf(ids(first));
    String body = "{\"limit\":3,\"order\":\"pressing\",\"priority\":[\"high\",\"urgent\"]}";
    assertThat(ids(json(search(body)))).isEqualTo(ids(first));
    String newest = json(get("/v1/messages?limit=1")).get("next").stringValue();
    assertThat(get("/v1/messages?order=pressing&before=" + newest).statusCode()).isEqualTo(400);
  }

  @Test
  void whatIsDoneIsListedApart() throws Exception {
    String id = firstTriaged();
    JsonNode done = json(correct(id, "{\"done\":true}"));
    assertThat(done.get("done_by").stringValue()).isEqualTo("admin");
    assertThat(done.get("state").stringValue()).isEqualTo("triaged");
    assertThat(ids(json(get("/v1/messages?done=true")))).containsExactly(id);
    assertThat(ids(json(get("/v1/messages?limit=1000&done=false")))).doesNotContain(id);
    assertThat(ids(json(get("/v1/messages?limit=1000")))).contains(id);
    assertThat(ids(json(get("/v1/messages?needs_reply=true&language=ka")))).isEmpty();
    assertThat(json(correct(id, "{\"done\":false}")).get("done_at").isNull()).isTrue();
  }

  @Test
  void aValueThatCannotBeIsRefusedWithARemedy() throws Exception {
    for (String query :
        List.of(
            "limit=0",
            "limit=x",
            "order=x",
            "priority=high,x",
            "junk=perhaps",
            "state=x",
            "before=x",
            "language=xx",
            "page=-1",
            "done=x",
            "surprise=1")) {
      HttpResponse<String> answer = get("/v1/messages?" + query);
      assertThat(answer.statusCode()).as(query).isEqualTo(400);
      assertProblem(answer);
    }
  }

  @Test
  void aMessageIsShownWithDecisionHistoryAndThread() throws Exception {
    JsonNode view = json(get("/v1/messages/" + firstTriaged()));
    assertThat(names(view))
        .contains("id", "sender", "bytes", "parsed", "decision", "history", "thread", "queue");
    assertThat(view.get("decision").get("runner_up").get("margin").isNumber()).isTrue();
    assertThat(view.get("decision").get("closest_queue").isNull()).isTrue();
    JsonNode review = json(get("/v1/messages/" + SampleMail.id(6))).get("decision");
    assertThat(review.get("queue").stringValue()).isEqualTo("review");
    assertThat(review.get("runner_up").isNull()).isTrue();
    assertThat(review.get("closest_queue").stringValue()).isEqualTo("Legal");
    assertThat(names(view.get("reasons").get(0)))
        .containsExactlyInAnyOrder("about", "kind", "evidence", "weight");
  }

  @Test
  void theRawMessageComesAsItCame() throws Exception {
    String id = firstTriaged();
    HttpResponse<String> raw = get("/v1/messages/" + id + "/raw");
    assertThat(raw.headers().firstValue("content-type")).hasValue("message/rfc822");
    assertThat(raw.headers().firstValue("x-content-type-options")).hasValue("nosniff");
    assertThat(raw.body().getBytes(StandardCharsets.UTF_8))
        .isEqualTo(desk.raw("admin", new MessageId(id)).flatMap(RawMail::whole).orElseThrow());
  }

  @Test
  void anUnknownMessageIs404() throws Exception {
    for (String id : List.of("0".repeat(32), "nonsense", "%2e%2e")) {
      HttpResponse<String> answer = get("/v1/messages/" + id);
      assertThat(answer.statusCode()).as(id).isEqualTo(404);
      assertProblem(answer);
    }
  }

  @Test
  void aCorrectionIsAnsweredWithTheMessageAsCorrected() throws Exception {
    String id = firstTriaged();
    JsonNode view = json(correct(id, "{\"queue\":\"Sales\",\"priority\":\"urgent\"}"));
    assertThat(view.get("queue").stringValue()).isEqualTo("Sales");
    assertThat(view.get("priority").stringValue()).isEqualTo("urgent");
    assertThat(view.get("corrected").booleanValue()).isTrue();
    assertThat(json(correct(id, "{\"junk\":\"yes\"}")).get("junk").stringValue()).isEqualTo("spam");
    assertThat(
            json(correct(id, "{\"junk\":\"no\",\"needs_reply\":true}")).get("junk").stringValue())
        .isEqualTo("ham");
  }

  @Test
  void aCorrectionThatMakesNoSenseIsRefused() throws Exception {
    String id = firstTriaged();
    assertThat(correct(id, "{}").statusCode()).isEqualTo(422);
    assertThat(correct(id, "{\"queue\":\"Nowhere\"}").statusCode()).isEqualTo(400);
    assertThat(correct(id, "{\"queue\":7}").statusCode()).isEqualTo(400);
    assertThat(correct(id, "{\"color\":\"red\"}").statusCode()).isEqualTo(400);
    assertThat(correct(id, "no json").statusCode()).isEqualTo(400);
    for (String nothing : List.of("[]", "null")) {
      assertThat(correct(id, nothing).statusCode()).isEqualTo(400);
      assertProblem(correct(id, nothing));
    }
  }

  @Test
  void capitalsInTheNameOfAQueueDoNotMatter() throws Exception {
    assertThat(json(correct(firstTriaged(), "{\"queue\":\"sALES\"}")).get("queue").stringValue())
        .isEqualTo("Sales");
    assertThat(json(get("/v1/messages?queue=billing")).get("messages")).isNotEmpty();
  }

  @Test
  void whatIsNotSaidToBeJsonIsNotReadAsJson() throws Exception {
    for (String path : List.of("/" + firstTriaged() + "/corrections", "/search")) {
      HttpResponse<String> answer =
          send(
              request("/v1/messages" + path)
                  .header("Content-Type", "text/plain")
                  .POST(BodyPublishers.ofString("{\"queue\":\"Sales\"}")));
      assertThat(answer.statusCode()).isEqualTo(415);
      assertProblem(answer);
    }
  }

  @Test
  void nothingUnderV1AnswersWithoutTheToken() throws Exception {
    for (String path : List.of("/v1/messages", "/v1/status", "//v1/status", "/v1/x", "/v1", "/V1/"))
      for (String header : List.of("", "Bearer wrong-token-altogether", "Basic " + TOKEN)) {
        HttpResponse<String> answer = send(request(path).setHeader("Authorization", header));
        assertThat(answer.statusCode()).as(path + " " + header).isEqualTo(401);
        assertThat(answer.headers().firstValue("www-authenticate").orElse("")).startsWith("Bearer");
        assertProblem(answer);
      }
  }

  @Test
  void junkAndItsQueueGoTogether() throws Exception {
    String id = firstTriaged();
    JsonNode spam = json(correct(id, "{\"junk\":\"yes\"}"));
    assertThat(spam.get("queue").stringValue()).isEqualTo("junk");
    JsonNode back = json(correct(id, "{\"junk\":\"no\"}"));
    assertThat(back.get("queue").stringValue()).isEqualTo("Billing");
    JsonNode moved = json(correct(id, "{\"queue\":\"junk\"}"));
    assertThat(moved.get("junk").stringValue()).isEqualTo("spam");
    JsonNode wanted = json(correct(id, "{\"queue\":\"Sales\"}"));
    assertThat(wanted.get("junk").stringValue()).isEqualTo("ham");
    HttpResponse<String> both = correct(id, "{\"junk\":\"yes\",\"queue\":\"Billing\"}");
    assertThat(both.statusCode()).isEqualTo(422);
    assertProblem(both);
  }

  @Test
  void aMessageIsShownWithItsTextAndIds() throws Exception {
    String path = "/v1/messages/" + firstTriaged();
    JsonNode parsed = json(get(path)).get("parsed");
    assertThat(parsed.get("text").stringValue()).contains("Rechnung 4711");
    assertThat(get(path + "/raw").body())
        .contains("Message-ID: <" + parsed.get("message_id").stringValue() + ">");
  }

  @Test
  void aSearchMayKeepItsWordsOutOfTheUrl() throws Exception {
    HttpResponse<String> found = search("{\"q\":\"Rechnung\",\"limit\":2}");
    assertThat(json(found).get("messages")).hasSizeBetween(1, 2);
    for (String body :
        List.of("{\"q\":\"x\",\"surprise\":1}", "{\"q\":5}", "{\"q\":null}", "null")) {
      assertThat(search(body).statusCode()).as(body).isEqualTo(400);
      assertProblem(search(body));
    }
  }

  @Test
  void aQueueThatIsNotThereIsRefusedWithThoseThatAre() throws Exception {
    HttpResponse<String> answer = get("/v1/messages?queue=nope");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).get("remedy").stringValue()).contains("Billing", "review", "junk");
  }

  @Test
  void anotherMethodIsToldWhichOnesThereAre() throws Exception {
    HttpResponse<String> answer =
        send(request("/v1/messages/" + firstTriaged()).method("DELETE", BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("allow")).hasValue("GET, HEAD");
    assertProblem(answer);
    assertThat(send(request("/v1/queues").POST(BodyPublishers.noBody())).statusCode())
        .isEqualTo(405);
  }

  @Test
  void whoFindsNoRoomToReadIsToldToComeAgain() {
    String path = "/v1/messages/" + SampleMail.id(0);
    for (String refused : List.of(path, path + "/raw")) {
      var answer = room.read("ada", SampleMail.id(1), _ -> sent(refused)).orElseThrow();
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("retry-after")).isPresent();
      assertProblem(answer);
    }
  }

  private HttpResponse<String> sent(String path) {
    try {
      return get(path);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void headTellsWhatGetWouldWithoutTheBody() throws Exception {
    for (String path : List.of("/health/ready", "/v1/messages/" + firstTriaged() + "/raw")) {
      HttpResponse<String> whole = get(path);
      HttpResponse<String> head = send(request(path).method("HEAD", BodyPublishers.noBody()));
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      for (String field : List.of("content-type", "content-length")) {
        assertThat(head.headers().firstValue(field)).isEqualTo(whole.headers().firstValue(field));
      }
    }
    assertThat(send(request("/nothing").method("HEAD", BodyPublishers.noBody())).statusCode())
        .isEqualTo(404);
  }

  @Test
  void aCorrectionThatTheDatabaseRefusesIsNoFault() throws Exception {
    desk.refuse();
    HttpResponse<String> answer = correct(firstTriaged(), "{\"queue\":\"support\"}");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("retry-after")).isPresent();
    assertProblem(answer);
    assertThat(answer.body()).contains("a clock was set back");
  }

  @Test
  void whileTheDatabaseIsDownReadsSayWhenToTryAgain() throws Exception {
    desk.fail(true);
    for (String path : List.of("/v1/messages", "/v1/queues")) {
      HttpResponse<String> answer = get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(503);
      assertThat(answer.headers().firstValue("retry-after")).isPresent();
      assertProblem(answer);
    }
    JsonNode status = json(get("/v1/status"));
    assertThat(status.get("state").stringValue()).isEqualTo("down");
    assertThat(status.get("reasons").get(0).stringValue()).contains("database does not answer");
    assertThat(status.get("messages").get("accepted").isNull()).isTrue();
    desk.fail(false);
  }

  @Test
  void statusTellsRegionTierBuildAndMessages() throws Exception {
    JsonNode status = json(get("/v1/status"));
    assertThat(status.get("region").stringValue()).isEqualTo("eu-west-1");
    assertThat(status.get("state").stringValue()).isEqualTo("ready");
    assertThat(status.get("tier").stringValue()).isEqualTo("gdpr-compliant");
    assertThat(status.get("messages").get("accepted").intValue()).isEqualTo(30);
  }

  @Test
  void readinessIs503AndTheStatusSaysWhyWhileTheRegionIsDown() throws Exception {
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    state.set(new RegionState(RegionState.State.DOWN, List.of("the database does not answer")));
    HttpResponse<String> answer = get("/health/ready");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).as("open to everybody").doesNotContain("database");
    assertThat(json(get("/v1/status")).get("reasons").get(0).stringValue()).contains("database");
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void metricsHoldNumbersAndNoAddress() throws Exception {
    get("/v1/messages");
    get("/v1/messages");
    String text = send(HttpRequest.newBuilder(uri("/metrics"))).body();
    assertThat(text)
        .contains("postmeridian_messages{state=\"triaged\"}")
        .contains("postmeridian_http_requests_seconds_count{area=\"api\",status=\"2xx\"}")
        .contains("jvm_memory_used_bytes")
        .doesNotContain("@");
  }

  @Test
  void whatIsNotThereOrNotHttpIsAProblemThatDoesNotEchoItsInput() throws Exception {
    HttpResponse<String> answer = get("/canary-path?canary");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertProblem(answer);
    assertThat(answer.body()).doesNotContain("canary");
    assertThat(raw("GET /canary<> HTTP/1.1\r\nHost: x\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("problem+json")
        .doesNotContain("canary");
  }

  @Test
  void everyAnswerCarriesSecurityHeaders() throws Exception {
    HttpResponse<String> answer = get("/v1/queues");
    assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
        .contains("default-src 'none'")
        .doesNotContain("unsafe");
    assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
  }

  @Test
  void aPortInUseIsSaidWithItsNumber() {
    try (var second =
        new RegionHttpServer(
            loopback(server.port()),
            HttpLimits.DEFAULT,
            new BearerToken(TOKEN),
            List.of(),
            List.of())) {
      assertThatThrownBy(second::start)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(String.valueOf(server.port()))
          .hasMessageContaining("--base-port");
    }
  }

  private void assertProblem(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
    JsonNode problem = json(answer);
    assertThat(names(problem)).contains("type", "title", "status", "detail", "remedy");
    assertThat(problem.get("status").intValue()).isEqualTo(answer.statusCode());
  }

  private String firstTriaged() throws Exception {
    return json(get("/v1/messages?state=triaged&queue=Billing"))
        .get("messages")
        .get(0)
        .get("id")
        .stringValue();
  }

  private HttpResponse<String> correct(String id, String body) throws Exception {
    return send(json("/v1/messages/" + id + "/corrections", body));
  }

  private HttpResponse<String> search(String body) throws Exception {
    return send(json("/v1/messages/search", body));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  private HttpRequest.Builder json(String path, String body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + TOKEN);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(5000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  private static List<String> names(JsonNode node) {
    return List.copyOf(node.propertyNames());
  }

  private static List<String> ids(JsonNode page) {
    return StreamSupport.stream(page.get("messages").spliterator(), false)
        .map(m -> m.get("id").stringValue())
        .collect(Collectors.toList());
  }
}

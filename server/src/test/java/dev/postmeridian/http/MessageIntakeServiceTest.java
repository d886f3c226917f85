package dev.postmeridian.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.intake.IntakeFixture;
import dev.postmeridian.intake.IntakeLimits;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Mail in by HTTP, over a real socket. */
class MessageIntakeServiceTest {
  private static final JsonMapper JSON = new JsonMapper();
  private final IntakeServer server = new IntakeServer(new IntakeLimits(50_000, 100_000, 5));
  private final IntakeFixture fixture = server.fixture;
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  @Test
  void eachRecipientIsAnsweredByItself() throws Exception {
    var response =
        post(
            "from=a@b.example&to=support@acme.example&to=info@muster.example"
                + "&to=nobody@unknown.example&to=info@exemplo.example&to=nonsense",
            "Subject: hi\n\nbare line feeds are fine here\n");
    assertThat(response.statusCode()).isEqualTo(202);
    var recipients = JSON.readTree(response.body()).get("recipients");
    var message = fixture.log.messages().getFirst();
    assertThat(recipients.get(0).get("id").stringValue()).isEqualTo(message.id().hex());
    assertThat(strings(recipients, "status"))
        .containsExactly("accepted", "refused", "refused", "refused", "refused");
    assertThat(strings(recipients, "code"))
        .containsExactly("250 2.0.0", "451 4.3.0", "550 5.1.1", "550 5.7.1", "501 5.1.3");
    assertThat(strings(recipients.get(1).get("lawful_regions"))).containsExactly("eu-west-1");
    assertThat(message.via()).isEqualTo(Acceptance.Via.HTTP);
    assertThat(message.sender().canonical()).isEqualTo("a@b.example");
    assertThat(message.data())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("Subject: hi\n\nbare line feeds are fine here\n");
    assertThat(message.trace()).contains("from [127.0.0.1] ").contains(" with HTTP id ");
    assertThat(fixture.refused).containsExactly("HTTP ELSEWHERE", "HTTP UNKNOWN", "HTTP NOWHERE");
  }

  @Test
  void anEnvelopeInTheHeaderNamesRecipientsInOneFieldOrSeveral() throws Exception {
    var mail =
        request("/v1/messages")
            .header("Content-Type", "message/rfc822")
            .header("Envelope-To", "support@acme.example, sales%2Ball@acme.example")
            .header("Envelope-To", "info@acme.example");
    var response = send(mail.POST(HttpRequest.BodyPublishers.ofString("x")));
    assertThat(strings(JSON.readTree(response.body()).get("recipients"), "status"))
        .containsExactly("accepted", "accepted", "accepted");
    assertThat(fixture.log.messages().get(1).mailbox().canonical())
        .isEqualTo("sales+all@acme.example");
    mail.header("Envelope-From", "a@b.example,c@d.example");
    assertThat(send(mail.POST(HttpRequest.BodyPublishers.ofString("x"))).statusCode())
        .isEqualTo(400);
  }

  @Test
  void theSameMailAgainIsADuplicate() throws Exception {
    post("to=support@acme.example", "x");
    var recipients = JSON.readTree(post("to=support@acme.example", "x").body()).get("recipients");
    assertThat(strings(recipients, "status")).containsExactly("duplicate");
    assertThat(fixture.log.messages()).hasSize(1);
  }

  @Test
  void mailThatNobodyHereMayHaveIsAProblemThatNamesTheLawfulRegions() throws Exception {
    var response = post("to=info@muster.example", "x");
    assertThat(response.statusCode()).as("it is held: another try may help").isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).isPresent();
    assertThat(response.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
    var problem = JSON.readTree(response.body());
    assertThat(problem.get("status").intValue()).isEqualTo(503);
    assertThat(strings(problem.get("recipients").get(0).get("lawful_regions")))
        .containsExactly("eu-west-1");
  }

  @Test
  void requestsThatCannotBeMailAreRefused() throws Exception {
    assertThat(post("from=a@b.example", "x").statusCode()).isEqualTo(400);
    assertThat(post("from=nonsense&to=support@acme.example", "x").statusCode()).isEqualTo(400);
    var json = request("/v1/messages?to=support@acme.example").header("Content-Type", "text/plain");
    assertThat(send(json.POST(HttpRequest.BodyPublishers.ofString("x"))).statusCode())
        .isEqualTo(415);
    assertThat(post("to=support@acme.example", "Received: x\n".repeat(6)).statusCode())
        .isEqualTo(422);
    assertThat(fixture.log.messages()).isEmpty();
  }

  @Test
  void anEmptyBodyIsAnEmptyMailAsBySmtp() throws Exception {
    assertThat(post("to=support@acme.example", "").statusCode()).isEqualTo(202);
    assertThat(fixture.log.messages().getFirst().data()).isEmpty();
  }

  @Test
  void whatIsNoAddressIsSaidToBeNone() throws Exception {
    var response = post("to=nonsense", "x");
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(JSON.readTree(response.body()).get("detail").stringValue())
        .isEqualTo("No recipient is an address.");
  }

  @Test
  void mailOverTheLimitIsTooLarge() throws Exception {
    assertThat(post("to=support@acme.example", "x".repeat(50_000)).statusCode()).isEqualTo(202);
    assertThat(post("to=support@acme.example", "x".repeat(50_001)).statusCode()).isEqualTo(413);
  }

  @Test
  void anUnavailableStoreSaysWhenToComeBack() throws Exception {
    fixture.log.available(false);
    var response = post("to=support@acme.example", "x");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).isPresent();
    fixture.log.available(true);
    assertThat(post("to=support@acme.example", "x").statusCode()).isEqualTo(202);
  }

  @Test
  void routesTellWhereMailWouldGo() throws Exception {
    var response =
        send(
            request(
                    "/v1/routes?to=support@acme.example&to=info@muster.example"
                        + "&to=info@exemplo.example&to=nobody@unknown.example")
                .GET());
    var recipients = JSON.readTree(response.body()).get("recipients");
    assertThat(strings(recipients, "outcome"))
        .containsExactly("here", "elsewhere", "nowhere", "unknown");
    assertThat(recipients.get(1).get("country").stringValue()).isEqualTo("DE");
    assertThat(strings(recipients.get(0).get("lawful_regions"))).containsExactly("us-east-1");
    assertThat(fixture.refused).isEmpty();
  }

  private HttpResponse<String> post(String query, String mail) throws Exception {
    return send(
        request("/v1/messages?" + query)
            .header("Content-Type", "message/rfc822")
            .POST(HttpRequest.BodyPublishers.ofString(mail)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .header("Authorization", "Bearer " + IntakeServer.TOKEN);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static List<String> strings(JsonNode array, String field) {
    return array.valueStream().map(node -> node.get(field).stringValue()).toList();
  }

  private static List<String> strings(JsonNode array) {
    return array.valueStream().map(JsonNode::stringValue).toList();
  }
}

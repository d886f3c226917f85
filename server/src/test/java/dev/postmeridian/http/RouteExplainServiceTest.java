package dev.postmeridian.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.intake.IntakeLimits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RouteExplainServiceTest {
  private final IntakeServer region = new IntakeServer(IntakeLimits.DEFAULT);
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    client.close();
    region.close();
  }

  @Test
  void aCountrysRouteNamesEveryCandidateAndWhy() throws Exception {
    var answer = json(get("?country=US", ""));

    assertThat(answer.get("outcome").asString("")).isEqualTo("here");
    assertThat(answer.get("region").asString("")).isEqualTo("us-east-1");
    assertThat(answer.get("reply").asString("")).isEqualTo("250 2.1.5");
    assertThat(answer.get("candidates")).hasSize(2);
    var second = answer.get("candidates").get(1);
    assertThat(second.get("region").asString("")).isEqualTo("eu-west-1");
    assertThat(second.get("taken").asBoolean(true)).isFalse();
    assertThat(second.get("reason").asString("")).isEqualTo("not lawful: it does not list US");
  }

  @Test
  void heldMailHasItsReplyAndTheReason() throws Exception {
    var answer = json(get("?country=DE", ""));

    assertThat(answer.get("outcome").asString("")).isEqualTo("hold");
    assertThat(answer.get("region").isNull()).isTrue();
    assertThat(answer.get("reply").asString("")).isEqualTo("451 4.3.0");
    assertThat(answer.get("reason").asString("")).contains("may not see");
  }

  @Test
  void anAddressIsExplainedWhereItIsLawfulAndNowhereElse() throws Exception {
    assertThat(json(get("", "ada@acme.example")).get("outcome").asString("")).isEqualTo("here");

    var refused = get("", "ada@muster.example");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("eu-west-1").doesNotContain("ada", "muster");
    assertThat(get("", "ada@nobody.example").statusCode()).isEqualTo(422);
  }

  @Test
  void whatIsNoCountryIsRefusedWithWhatToWrite() throws Exception {
    for (String query :
        new String[] {"?country=XX", "?country=EU", "?country=", "", "?country=DE&country=FR"}) {
      var refused = get(query, "");
      assertThat(refused.statusCode()).as(query).isEqualTo(400);
      assertThat(refused.body()).contains("remedy");
    }
    assertThat(json(get("?country=UK", "")).get("country").asString("")).isEqualTo("GB");
  }

  private HttpResponse<String> get(String query, String to)
      throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + region.port() + "/v1/routes/explain" + query);
    var request =
        HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + IntakeServer.TOKEN);
    if (!to.isEmpty()) {
      request.header("Envelope-To", to);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(response.body());
  }
}

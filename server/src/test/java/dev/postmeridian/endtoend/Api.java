package dev.postmeridian.endtoend;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One region's HTTP API, as its operator's token opens it. */
final class Api {
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private final String address;
  private final String token;

  Api(RunningFleet.RegionStatus region) {
    this(region.http(), region.token());
  }

  Api(String address, String token) {
    this.address = address;
    this.token = token;
  }

  String get(String path) {
    var response = answer("GET", path, "");
    assertThat(response.statusCode()).as("GET %s: %s", path, response.body()).isEqualTo(200);
    return response.body();
  }

  /** The status code of a request that should be refused. */
  int refusal(String method, String path, String body) {
    return answer(method, path, body).statusCode();
  }

  private HttpResponse<String> answer(String method, String path, String body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address + path))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .timeout(Duration.ofSeconds(20))
              .method(method, BodyPublishers.ofString(body))
              .build();
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(method + " " + path, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every message of the region, newest first. */
  List<JsonNode> messages() {
    List<JsonNode> all = new ArrayList<>();
    String next = "";
    do {
      JsonNode page = JSON.readTree(get("/v1/messages?limit=1000" + next));
      page.get("messages").forEach(all::add);
      JsonNode cursor = page.get("next");
      next = cursor == null || cursor.isNull() ? "" : "&before=" + cursor.asString();
    } while (!next.isEmpty());
    return all;
  }

  /** Every message of the region, by its id. */
  Map<String, JsonNode> messagesById() {
    return messages().stream().collect(toMap(m -> m.get("id").asString(), m -> m));
  }

  /** The id of a message that is triaged and that nobody corrected, once there is one. */
  String triaged(Predicate<JsonNode> wanted) {
    Predicate<JsonNode> isNext =
        m -> m.get("state").asString().equals("triaged") && !m.get("corrected").asBoolean();
    return await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> messages().stream().filter(isNext.and(wanted)).findFirst(), Optional::isPresent)
        .orElseThrow()
        .get("id")
        .asString();
  }

  /** Says what a message really is. */
  void correct(String id, String correction) {
    var response = answer("POST", "/v1/messages/" + id + "/corrections", correction);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  /** The number of messages in this state, by the region's own count. */
  long count(String state) {
    return JSON.readTree(get("/v1/status")).get("messages").get(state).asLong();
  }
}

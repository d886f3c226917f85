package dev.postmeridian.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What holds for every path of the listener. */
class RegionHttpServerTest extends RegionOnHttp {
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
}

package dev.postmeridian.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One region's HTTP API, through whichever of its nodes answers. */
final class RegionApi {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(3);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  private final Endpoint endpoint;
  private final AtomicInteger node = new AtomicInteger();

  RegionApi(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /** A text made safe for a query. */
  static String query(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  JsonNode get(String path) throws UnreachableException, ApiProblem {
    return json(text(path));
  }

  /** The region's name: its own word, unless the local fleet's file has told it. */
  String region() throws UnreachableException, ApiProblem {
    return endpoint.region().isEmpty()
        ? get("/v1/status").path("region").asString("no Postmeridian region")
        : endpoint.region();
  }

  byte[] raw(String path) throws UnreachableException, ApiProblem {
    return checked(send(path, HttpRequest.newBuilder().GET())).body();
  }

  JsonNode postJson(String path, Object body) throws UnreachableException, ApiProblem {
    var publisher = HttpRequest.BodyPublishers.ofString(Json.line(body));
    var request = HttpRequest.newBuilder().POST(publisher);
    return json(
        utf8(checked(send(path, request.header("Content-Type", "application/json"))).body()));
  }

  /** Brings a mail in; the envelope goes into the header, as proxies log queries. */
  JsonNode postMail(OutgoingMail mail) throws UnreachableException, ApiProblem {
    var request =
        HttpRequest.newBuilder()
            .POST(HttpRequest.BodyPublishers.ofByteArray(mail.data()))
            .header("Content-Type", "message/rfc822")
            .header("Envelope-To", query(mail.to()))
            .header("Envelope-From", query(mail.from()));
    return json(utf8(checked(send("/v1/messages", request)).body()));
  }

  /** Where mail for an address would go. */
  JsonNode routes(String to) throws UnreachableException, ApiProblem {
    var request = HttpRequest.newBuilder().GET().header("Envelope-To", query(to));
    return json(utf8(checked(send("/v1/routes", request)).body()));
  }

  /** Where mail for an address goes now and why, if this region may know. */
  JsonNode explainTo(String to) throws UnreachableException, ApiProblem {
    var request = HttpRequest.newBuilder().GET().header("Envelope-To", query(to));
    return json(utf8(checked(send("/v1/routes/explain", request)).body()));
  }

  private String text(String path) throws UnreachableException, ApiProblem {
    return utf8(checked(send(path, HttpRequest.newBuilder().GET())).body());
  }

  private JsonNode json(String body) throws ApiProblem {
    try {
      return Json.MAPPER.readTree(body);
    } catch (JacksonException _) {
      throw ApiProblem.of(endpoint, 200, "{\"title\":\"It is no Postmeridian region\"}");
    }
  }

  private HttpResponse<byte[]> checked(HttpResponse<byte[]> response) throws ApiProblem {
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      return response;
    }
    throw ApiProblem.of(endpoint, status, utf8(response.body()));
  }

  /** Asks one node after the other until one answers, and not that it cannot now. */
  private HttpResponse<byte[]> send(String path, HttpRequest.Builder request)
      throws UnreachableException {
    String token = token();
    int first = node.get();
    String said = "";
    for (int i = 0; i < endpoint.bases().size(); i++) {
      int index = (first + i) % endpoint.bases().size();
      URI base = endpoint.bases().get(index);
      try {
        var response = send(base, path, request, token);
        if (!isPassing(response.statusCode())) {
          node.set(index);
          return response;
        }
        said = ApiProblem.of(endpoint, response.statusCode(), utf8(response.body())).words();
      } catch (IOException e) {
        said = "no answer from " + base.getAuthority() + " (" + IoCause.inWords(e) + ").";
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new UnreachableException(endpoint, "interrupted.");
      }
    }
    throw new UnreachableException(endpoint, said);
  }

  private String token() throws UnreachableException {
    try {
      return endpoint.token().get();
    } catch (CommandFailure e) {
      throw new UnreachableException(endpoint, e.said());
    }
  }

  /** Statuses that another try may change. */
  private static boolean isPassing(int status) {
    return status == 429 || status == 502 || status == 503 || status == 504;
  }

  private static HttpResponse<byte[]> send(
      URI base, String path, HttpRequest.Builder request, String token)
      throws IOException, InterruptedException {
    var coming =
        CLIENT.sendAsync(
            request
                .copy()
                .uri(at(base, path))
                .timeout(ANSWER)
                .setHeader("Authorization", "Bearer " + token)
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    try {
      return answer(coming, base);
    } finally {
      coming.cancel(true);
    }
  }

  /** A node that is slow is waited for; one that hangs is not. */
  private static HttpResponse<byte[]> answer(
      CompletableFuture<HttpResponse<byte[]>> coming, URI base)
      throws IOException, InterruptedException {
    while (true) {
      try {
        return coming.get(SIGN_OF_LIFE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        if (!isLive(base)) {
          throw new HttpTimeoutException("it hangs");
        }
      } catch (ExecutionException e) {
        throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
      }
    }
  }

  private static boolean isLive(URI base) throws InterruptedException {
    var request = HttpRequest.newBuilder(at(base, "/health/live")).timeout(SIGN_OF_LIFE).build();
    try {
      CLIENT.send(request, HttpResponse.BodyHandlers.discarding());
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static URI at(URI base, String path) {
    return URI.create(base.toString().replaceAll("/+$", "") + path);
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}

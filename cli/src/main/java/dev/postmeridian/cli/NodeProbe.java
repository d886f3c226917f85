package dev.postmeridian.cli;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Asks one node how it is. */
public final class NodeProbe {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  /**
   * What a node says of itself.
   *
   * @param reasons why it is not ready, in words
   * @param warnings what its region should not go on without, in words
   */
  public record Answer(
      String state,
      List<String> reasons,
      List<String> warnings,
      RegionStatus.Messages messages,
      List<PeerStatus> peers,
      List<ReplicationStatus> replication) {
    static final Answer NONE = silent(RegionStatus.DOWN, RegionStatus.NodeStatus.NO_ANSWER);

    private static Answer silent(String state, String reason) {
      return new Answer(
          state, List.of(reason), List.of(), RegionStatus.Messages.UNKNOWN, List.of(), List.of());
    }

    /** Whether the node says itself that it is down. */
    public boolean isOutage() {
      return state.equals(RegionStatus.DOWN) && !equals(NONE);
    }

    /** What {@code /v1/status} says. */
    static Answer of(JsonNode status) {
      JsonNode messages = status.path("messages");
      return new Answer(
          status.path("state").asString(RegionStatus.READY),
          words(status.path("reasons")),
          words(status.path("warnings")),
          new RegionStatus.Messages(
              count(messages, "accepted"),
              count(messages, "triaged"),
              count(messages, "quarantined")),
          PeerStatus.of(status.path("peers")),
          ReplicationStatus.of(status.path("replication")));
    }

    private static List<String> words(JsonNode all) {
      return all.valueStream().map(one -> one.asString("")).toList();
    }

    private static @Nullable Long count(JsonNode messages, String name) {
      return messages.path(name).isIntegralNumber() ? messages.path(name).asLong() : null;
    }
  }

  /** Whether the node answers at all. */
  public boolean isLive(String http) {
    return get(http, "/health/live", "").isPresent();
  }

  /** Whether the node says that it is ready. */
  public boolean isReady(String http) {
    return get(http, "/health/ready", "").filter(answer -> answer.statusCode() == 200).isPresent();
  }

  /** Whether something listens there that does not answer. */
  public boolean isSilent(String http) {
    try {
      send(http, "/health/live", "");
      return false;
    } catch (IOException e) {
      return e instanceof HttpTimeoutException;
    }
  }

  /** The node's state and its region's messages. */
  public Answer ask(FleetFile.RegionEntry region, FleetFile.NodeEntry node) {
    String http = FleetStatus.reachable(node.http());
    return get(http, "/v1/status", token(region.tokenFile()))
        .filter(answer -> answer.statusCode() == 200)
        .flatMap(NodeProbe::parsed)
        .orElseGet(() -> withoutStatus(http));
  }

  private static String token(String file) {
    try {
      return TokenFile.read(Path.of(file));
    } catch (CommandFailure _) {
      return "";
    }
  }

  private Answer withoutStatus(String http) {
    if (isReady(http)) {
      return new Answer(
          RegionStatus.READY,
          List.of(),
          List.of(),
          RegionStatus.Messages.UNKNOWN,
          List.of(),
          List.of());
    }
    return isLive(http)
        ? Answer.silent(RegionStatus.DEGRADED, "it answers, but not with its status")
        : Answer.NONE;
  }

  private static Optional<Answer> parsed(HttpResponse<String> response) {
    try {
      return Optional.of(Answer.of(Json.MAPPER.readTree(response.body())));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private Optional<HttpResponse<String>> get(String http, String path, String token) {
    try {
      return Optional.of(send(http, path, token));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private HttpResponse<String> send(String http, String path, String token) throws IOException {
    var request = HttpRequest.newBuilder(URI.create("http://" + http + path)).timeout(PATIENCE);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}

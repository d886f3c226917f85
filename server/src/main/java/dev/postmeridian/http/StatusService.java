package dev.postmeridian.http;

import dev.postmeridian.desk.Desk;
import dev.postmeridian.desk.Pulse;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.function.Supplier;

/** {@code GET /v1/status}: which region this is, how it is, what it has done. */
public final class StatusService implements HttpService {
  private final NodeIdentity node;
  private final Desk desk;
  private final Supplier<RegionState> state;

  public StatusService(NodeIdentity node, Desk desk, Supplier<RegionState> state) {
    this.node = node;
    this.desk = desk;
    this.state = state;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/v1/status", this::status);
  }

  private void status(ServerRequest request, ServerResponse response) {
    RegionState now = state.get();
    Pulse pulse = desk.pulse();
    Json.send(
        response,
        new RegionStatus(
            node.region().value(),
            now.state().word(),
            now.reasons(),
            node.tier().word(),
            node.version(),
            node.commit(),
            new Messages(pulse.accepted(), pulse.triaged(), pulse.quarantined())));
  }

  record RegionStatus(
      String region,
      String state,
      List<String> reasons,
      String tier,
      String version,
      String commit,
      Messages messages) {}

  record Messages(long accepted, long triaged, long quarantined) {}
}

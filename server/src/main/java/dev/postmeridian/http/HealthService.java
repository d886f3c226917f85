package dev.postmeridian.http;

import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.Supplier;

/**
 * Whether the process lives, and whether it should get work; open to everybody, and therefore
 * without the reasons, which {@code /v1/status} has.
 */
public final class HealthService implements HttpService {
  private final Supplier<RegionState> state;

  /**
   * @param state asked at each readiness check; must answer within the checker's patience
   */
  public HealthService(Supplier<RegionState> state) {
    this.state = state;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/health/live", this::live).get("/health/ready", this::ready);
  }

  private void live(ServerRequest request, ServerResponse response) {
    Json.send(response, new Health("up"));
  }

  private void ready(ServerRequest request, ServerResponse response) {
    RegionState now = state.get();
    if (!now.state().takesWork()) {
      response.status(Status.SERVICE_UNAVAILABLE_503);
    }
    Json.send(response, new Health(now.state().word()));
  }

  record Health(String state) {}
}

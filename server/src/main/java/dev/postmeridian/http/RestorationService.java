package dev.postmeridian.http;

import dev.postmeridian.region.RegionName;
import dev.postmeridian.sealing.Restoration;
import dev.postmeridian.sealing.RestorationStore.Progress;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /v1/restoration}: rebuilds the region from what others hold sealed for it. */
public final class RestorationService implements HttpService {
  private final RegionName region;
  private final Restoration restoration;

  public RestorationService(RegionName region, Restoration restoration) {
    this.region = region;
    this.restoration = restoration;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/v1/restoration", this::show).post("/v1/restoration", this::start);
  }

  private void show(ServerRequest request, ServerResponse response) {
    Json.send(response, RestorationState.of(region, restoration.state()));
  }

  private void start(ServerRequest request, ServerResponse response) {
    if (!restoration.isPossible()) {
      throw Problem.unprocessable(
              "No region may hold sealed copies for "
                  + region
                  + ", so there is nothing to restore.",
              "Name holders under sealed_copies in the deployment file; what lawful regions have in clear comes by itself.")
          .exception();
    }
    restoration.start(MessagesService.ADMIN);
    show(request, response);
  }

  /** Null where nothing keeps it from going on. */
  record RestorationState(
      String region,
      boolean running,
      boolean done,
      @Nullable String obstacle,
      List<HolderState> holders) {
    static RestorationState of(RegionName region, Restoration.State state) {
      boolean begun = !state.holders().isEmpty();
      return new RestorationState(
          region.value(),
          state.running(),
          begun && state.holders().stream().allMatch(Progress::done),
          state.obstacle().orElse(null),
          state.holders().stream().map(HolderState::of).toList());
    }
  }

  record HolderState(String holder, long copies, long bytes, long damaged, boolean done) {
    static HolderState of(Progress progress) {
      return new HolderState(
          progress.holder().value(),
          progress.copies(),
          progress.bytes(),
          progress.damaged(),
          progress.done());
    }
  }
}

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

/** {@code /v1/restoration}: rebuilds the region from what others have of it, clear or sealed. */
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
              "No other region may have copies of the mail of "
                  + region
                  + ", clear or sealed, so there is nothing to restore from.",
              "Name holders under sealed_copies in the deployment file, or a second region for the same countries.")
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
      List<HolderState> holders,
      List<ClearState> clear) {
    static RestorationState of(RegionName region, Restoration.State state) {
      return new RestorationState(
          region.value(),
          state.running(),
          state.done(),
          state.obstacle().orElse(null),
          state.holders().stream().map(HolderState::of).toList(),
          state.compared().entrySet().stream()
              .map(e -> new ClearState(e.getKey().value(), e.getValue()))
              .toList());
    }
  }

  /** A region that has the same mail in clear, and whether all of that is here, too. */
  record ClearState(String peer, boolean done) {}

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

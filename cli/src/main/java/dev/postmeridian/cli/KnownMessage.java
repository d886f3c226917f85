package dev.postmeridian.cli;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A message and the region that has it. */
record KnownMessage(RegionApi region, JsonNode message) {
  private static final int NOT_FOUND = 404;

  /**
   * Finds it in whichever region has it.
   *
   * @throws CommandFailure if none does
   */
  static KnownMessage find(EveryRegion regions, String id) {
    return regions
        .first(region -> in(region, id))
        .orElseThrow(() ->
            new CommandFailure(
                ExitCode.FAILED,
                "No region that answers has a message "
                    + id
                    + ". Take the id from ./postmeridian messages list."));
  }

  private static Optional<KnownMessage> in(RegionApi region, String id)
      throws UnreachableException, ApiProblem {
    try {
      return Optional.of(
          new KnownMessage(region, region.get("/v1/messages/" + RegionApi.query(id))));
    } catch (ApiProblem e) {
      if (e.status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }
}

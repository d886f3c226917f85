package dev.postmeridian.cli;

import java.util.List;
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
    var answers = regions.answers(region -> in(region, id));
    return answers.given().stream()
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(() -> unknown(id, answers.missing()));
  }

  private static CommandFailure unknown(String id, List<String> missing) {
    if (missing.isEmpty()) {
      return new CommandFailure(
          ExitCode.FAILED,
          "No region has a message " + id + ". Take the id from ./postmeridian messages list.");
    }
    return new CommandFailure(
        ExitCode.UNAVAILABLE,
        "No region that answers has a message "
            + id
            + "; one that does not may have it:"
            + System.lineSeparator()
            + String.join(System.lineSeparator(), missing)
            + System.lineSeparator()
            + "./postmeridian up starts what is missing; then try again.");
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

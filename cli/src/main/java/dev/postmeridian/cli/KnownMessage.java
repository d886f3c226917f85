package dev.postmeridian.cli;

import dev.postmeridian.mail.MessageId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A message and the region that has it. */
record KnownMessage(RegionApi region, JsonNode message) {
  private static final int NOT_FOUND = 404;

  /**
   * Finds it in whichever region has it.
   *
   * @param named its id, or as much of it as no other message shares
   * @throws CommandFailure if no message has it, or several share it
   */
  static KnownMessage find(EveryRegion regions, String named) {
    String id = checked(named);
    var answers = regions.answers(region -> in(region, id));
    var found = answers.given().stream().flatMap(Optional::stream).toList();
    if (found.stream().map(KnownMessage::id).distinct().count() > 1) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "Several messages have ids that begin with "
              + id
              + ": "
              + found.stream().map(KnownMessage::id).collect(Collectors.joining(", "))
              + ". Write more of it.");
    }
    return found.stream().findFirst().orElseThrow(() -> unknown(id, answers.missing(), regions));
  }

  /**
   * The beginning of an id as the API takes it.
   *
   * @throws CommandFailure if it is none
   */
  static String checked(String named) {
    String id = named.strip().toLowerCase(Locale.ROOT);
    if (!MessageId.isBeginning(id)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "'"
              + id
              + "' is no message's id, nor its beginning: write 4 to 32 of its digits, 0 to 9 and a"
              + " to f, as ./postmeridian messages list shows them.");
    }
    return id;
  }

  /** Its whole id. */
  String id() {
    return message.path("id").asString("");
  }

  private static CommandFailure unknown(String id, List<String> missing, EveryRegion regions) {
    if (missing.isEmpty()) {
      return new CommandFailure(ExitCode.FAILED, regions.lacking(id));
    }
    return new CommandFailure(
        ExitCode.UNAVAILABLE,
        "No region that answers has a message "
            + id
            + "; one that does not may have it:"
            + System.lineSeparator()
            + String.join(System.lineSeparator(), missing)
            + System.lineSeparator()
            + regions.mending());
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

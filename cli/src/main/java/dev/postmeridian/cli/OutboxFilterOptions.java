package dev.postmeridian.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which effects are meant. */
final class OutboxFilterOptions {
  /** The states of the API. */
  enum State {
    waiting,
    sending,
    delivered,
    dead
  }

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "In this state only: waiting, sending, delivered or dead.")
  private Optional<State> state = Optional.empty();

  @Option(
      names = "--effect",
      paramLabel = "NAME",
      description = "Of this effect only, as the deployment file names it.")
  private Optional<String> effect = Optional.empty();

  @Option(
      names = "--message",
      paramLabel = "ID",
      description = "Of this message only: its id, or its first digits, at least 4.")
  private Optional<String> message = Optional.empty();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  boolean json() {
    return json;
  }

  /** Whether they name anything. */
  boolean isChosen() {
    return state.isPresent() || effect.isPresent() || message.isPresent();
  }

  /** The choice as the API names it. */
  Map<String, Object> query() {
    var query = new LinkedHashMap<String, Object>();
    state.ifPresent(value -> query.put("state", value.name()));
    effect.ifPresent(value -> query.put("effect", value));
    message.ifPresent(value -> query.put("message", KnownMessage.checked(value)));
    return query;
  }
}

package dev.postmeridian.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Makes a new key for a region. */
@Command(
    name = "rotate",
    description = "Makes a new sealing key for a region; old ones are kept for old copies.",
    footer = {
      "",
      "The new key takes over once it is exported, so that no copy is ever sealed to a key that a loss of",
      "the region would take along. Where none was exported yet, it takes over at once.",
      "",
      "Example: ./postmeridian keys rotate --region eu-west-1"
    })
final class KeysRotateCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print the new key as a JSON object.")
  private boolean json;

  @Mixin private RegionOptions regions;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var one = OneRegion.of(regions);
    JsonNode key = one.ask(region -> region.postJson("/v1/keys/rotate", Map.of()));
    String name = Json.word(key, "region");
    spec.commandLine()
        .getOut()
        .println(
            json
                ? Json.line(key)
                : "Made the key %s of %s. Bring it to safety: ./postmeridian keys export%s --to FILE"
                    .formatted(Json.word(key, "id"), name, regions.againAt(name)));
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}

package dev.postmeridian.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Lists the keys of every region. */
@Command(
    name = "list",
    description = "Lists each region's sealing keys, the newest first; never their private halves.",
    footer = {
      "",
      "Copies are sealed to the current key: the newest that was exported, or while none was, the newest.",
      "Old keys are kept, because old copies open to them.",
      "",
      "Examples:",
      "  ./postmeridian keys list",
      "  ./postmeridian keys list --region eu-west-1 --json"
    })
final class KeysListCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print a JSON object per key.")
  private boolean json;

  @Mixin private RegionOptions regions;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var every = new EveryRegion(regions, spec.commandLine().getErr());
    var keys =
        every.ask(region -> region.get("/v1/keys").path("keys")).stream()
            .flatMap(JsonNode::valueStream)
            .toList();
    var out = spec.commandLine().getOut();
    if (json) {
      keys.forEach(key -> out.println(Json.line(key)));
    } else {
      var table = new Table("REGION", "KEY", "MADE", "EXPORTED", "USE");
      keys.forEach(key ->
          table.row(
              Json.word(key, "region"),
              Json.word(key, "id"),
              Table.age(key.path("made_at")),
              exported(key),
              use(key)));
      out.print(table);
    }
    out.flush();
    return ExitCode.OK;
  }

  private static String exported(JsonNode key) {
    return key.path("escrowed_at").isString() ? Table.age(key.path("escrowed_at")) : "never";
  }

  private static String use(JsonNode key) {
    if (key.path("current").asBoolean(false)) {
      return "current";
    }
    return key.path("escrowed_at").isString() ? "opens old copies" : "takes over once exported";
  }
}

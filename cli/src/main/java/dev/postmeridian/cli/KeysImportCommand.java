package dev.postmeridian.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Gives a region its keys back. */
@Command(
    name = "import",
    description = "Gives a region that lost its database the keys that were exported before.",
    footer = {
      "",
      "Keys that the region has already stay as they are. After it, region restore opens the sealed copies.",
      "",
      "Example: ./postmeridian keys import --from eu-west-1.keys"
    })
final class KeysImportCommand implements Callable<Integer> {
  @Option(
      names = "--from",
      paramLabel = "FILE",
      required = true,
      description = "The file that keys export wrote.")
  private Path file;

  @Option(names = "--json", description = "Print what was imported as a JSON object.")
  private boolean json;

  @Mixin private Passphrase passphrase;
  @Mixin private RegionOptions regions;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var found = KeyFile.read(file);
    var one = OneRegion.of(regions, Optional.of(found.region()));
    if (!one.name().equals(found.region())) {
      throw new CommandFailure(
          ExitCode.USAGE,
          file
              + " holds the keys of "
              + found.region()
              + ", and "
              + one.name()
              + " can do nothing with them. Nothing was imported; name that region.");
    }
    var body =
        Map.of("wrapping_key", found.kdf().key(passphrase.known()), "encrypted", found.encrypted());
    JsonNode taken = one.ask(region -> region.postJson("/v1/keys/import", body));
    var out = spec.commandLine().getOut();
    out.println(
        json
            ? Json.line(taken)
            : "Imported into %s: %s of %d keys were new, and message-id keys of %s countries."
                .formatted(
                    found.region(),
                    taken.path("keys").asString("0"),
                    found.keys().size(),
                    taken.path("message_id_keys").asString("0")));
    out.flush();
    return ExitCode.OK;
  }
}

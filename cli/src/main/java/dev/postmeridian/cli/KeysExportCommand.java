package dev.postmeridian.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Brings a region's keys to safety. */
@Command(
    name = "export",
    description = "Writes a region's private keys into a file, encrypted with a passphrase.",
    footer = {
      "",
      "In it are all keys that sealed copies of the region's mail open to, and those that its message ids",
      "are made with. Keep it, and apart from it the passphrase, where the region's loss does not reach",
      "them. Once the file is on the disk the keys count as escrowed, and status stops warning.",
      "Export again after keys rotate.",
      "",
      "Examples:",
      "  ./postmeridian keys export --region eu-west-1 --to eu-west-1.keys",
      "  pass show postmeridian/eu | ./postmeridian keys export --region eu-west-1 \\",
      "    --to eu-west-1.keys --passphrase-file -"
    })
final class KeysExportCommand implements Callable<Integer> {
  @Option(
      names = "--to",
      paramLabel = "FILE",
      required = true,
      description = "The file to write; it must not be there yet.")
  private Path file;

  @Option(names = "--json", description = "Print what was exported as a JSON object.")
  private boolean json;

  @Mixin private Passphrase passphrase;
  @Mixin private RegionOptions regions;
  @Spec private CommandSpec spec;

  record Exported(String region, String file, List<String> keys) {}

  @Override
  public Integer call() {
    var one = OneRegion.of(regions);
    KeyFile.checkAbsent(file);
    var kdf = KeyFile.Stretching.fresh();
    Map<String, String> wrapping = Map.of("wrapping_key", kdf.key(passphrase.fresh()));
    JsonNode given = one.ask(region -> region.postJson("/v1/keys/export", wrapping));
    List<String> keys = given.path("keys").valueStream().map(key -> key.asString("")).toList();
    String name = Json.word(given, "region");
    new KeyFile(KeyFile.FORMAT, name, keys, kdf, Json.word(given, "encrypted")).write(file);
    KeyFile.read(file);
    one.ask(region -> region.postJson("/v1/keys/escrowed", Map.of("keys", keys)));
    var out = spec.commandLine().getOut();
    out.println(
        json
            ? Json.line(new Exported(name, file.toString(), keys))
            : "Exported %d %s of %s to %s. Keep it, and apart from it the passphrase, where the region's loss does not reach them."
                .formatted(keys.size(), keys.size() == 1 ? "key" : "keys", name, file));
    out.flush();
    return ExitCode.OK;
  }
}

package dev.postmeridian.cli;

import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one message and why it was decided so. */
@Command(
    name = "show",
    description = "Shows a message, what was decided of it, and why.",
    footer = {
      "",
      "A reason: about what, of what kind, its weight for (+) or against (-), what was seen.",
      "",
      "Examples:",
      "  ./postmeridian messages show 4f1c0d1b",
      "  ./postmeridian messages show 4f1c0d1b --raw > mail.eml"
    })
final class MessagesShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "The message's id, or its first digits, at least 4.")
  private String id = "";

  @Option(names = "--raw", description = "Print the mail as it came, byte for byte.")
  private boolean raw;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private RegionOptions regions;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var every = new EveryRegion(regions, spec.commandLine().getErr());
    var found = KnownMessage.find(every, id);
    var out = spec.commandLine().getOut();
    if (raw) {
      copy(found);
    } else if (json) {
      out.println(Json.line(found.message()));
    } else {
      out.print(new MessageText(found.message(), ZoneId.systemDefault()));
    }
    out.flush();
    return ExitCode.OK;
  }

  private void copy(KnownMessage found) {
    try {
      byte[] bytes = found.region().raw("/v1/messages/" + found.id() + "/raw");
      System.out.write(bytes, 0, bytes.length);
      System.out.flush();
    } catch (ApiProblem e) {
      throw e.failure();
    } catch (UnreachableException e) {
      throw e.failure(regions.mending());
    }
  }
}

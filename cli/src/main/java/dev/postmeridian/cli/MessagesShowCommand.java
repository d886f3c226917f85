package dev.postmeridian.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Shows one message and why it was decided so. */
@Command(
    name = "show",
    description = "Shows a message, what was decided of it, and why.",
    footer = {
      "",
      "Examples:",
      "  ./postmeridian messages show 4f1c0d1be7a24bb9a5c8f3b2d6e7f801",
      "  ./postmeridian messages show 4f1c0d1be7a24bb9a5c8f3b2d6e7f801 --raw > mail.eml"
    })
final class MessagesShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "The message's id.")
  private String id = "";

  @Option(names = "--raw", description = "Print the mail as it came, byte for byte.")
  private boolean raw;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private RegionOptions regions;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws UnreachableException, ApiProblem {
    var every = new EveryRegion(regions.endpoints(), spec.commandLine().getErr());
    var found = KnownMessage.find(every, id);
    var out = spec.commandLine().getOut();
    if (raw) {
      byte[] bytes = found.region().raw("/v1/messages/" + RegionApi.query(id) + "/raw");
      System.out.write(bytes, 0, bytes.length);
      System.out.flush();
    } else if (json) {
      out.println(Json.line(found.message()));
    } else {
      show(found.message(), out);
    }
    out.flush();
    return ExitCode.OK;
  }

  private static void show(JsonNode message, PrintWriter out) {
    line(out, "Subject", message, "subject");
    line(out, "From", message, "from");
    line(out, "To", message, "mailbox");
    line(out, "Received", message, "received_at");
    line(out, "Region", message, "region");
    line(out, "State", message, "state");
    line(out, "Queue", message, "queue");
    line(out, "Priority", message, "priority");
    line(out, "Junk", message, "junk");
    line(out, "Language", message, "language");
    line(out, "Model", message, "model");
    reasons(message.path("reasons"), out);
    String text = message.path("parsed").path("text").asString("");
    if (!text.isBlank()) {
      out.println();
      text.lines().forEach(l -> out.println(MessageListing.printable(l)));
    }
  }

  private static void reasons(JsonNode reasons, PrintWriter out) {
    if (reasons.isEmpty()) {
      return;
    }
    out.println("Because");
    for (JsonNode reason : reasons) {
      out.printf(
          "  %-10s %-8s %s%n",
          reason.path("about").asString(""),
          reason.path("kind").asString(""),
          MessageListing.printable(reason.path("evidence").asString("")));
    }
  }

  private static void line(PrintWriter out, String title, JsonNode message, String name) {
    out.printf("%-9s %s%n", title, MessageListing.printable(MessageListing.word(message, name)));
  }
}

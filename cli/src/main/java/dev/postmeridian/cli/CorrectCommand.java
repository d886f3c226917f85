package dev.postmeridian.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Says what a message really is, or that it is done; a person's word stands above the model's. */
@Command(
    name = "correct",
    description =
        "Corrects what was decided of a message, or says that it is done. What is left out stays as it is.",
    footer = {
      "",
      "Spam and phishing lie in the queue junk: who says one says the other. The queue that a person",
      "chose before comes back with --junk no. Bulk mail and automatic answers that fit no queue",
      "clearly lie in junk too, and are not called spam for it. What you call junk has low priority",
      "and needs no reply, unless you say that it does, and presses least whatever you say; spam and",
      "phishing that you take out of it has normal priority and needs a reply, unless you say otherwise.",
      "What is done waits in no queue any more; messages list --done yes shows it.",
      "Nothing is taken back here but by another correction; the key u of the console undoes its own.",
      "",
      "Examples:",
      "  ./postmeridian correct 4f1c0d1b --queue billing --priority high",
      "  ./postmeridian correct 4f1c0d1b --junk no",
      "  ./postmeridian correct 4f1c0d1b --done yes"
    })
public final class CorrectCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "The message's id, or its first digits, at least 4.")
  private String id = "";

  @Option(names = "--queue", paramLabel = "QUEUE", description = "The queue it belongs to.")
  private Optional<String> queue = Optional.empty();

  @Option(
      names = "--priority",
      paramLabel = "PRIORITY",
      description = "low, normal, high or urgent.")
  private Optional<MessageFilterOptions.Priority> priority = Optional.empty();

  @Option(names = "--junk", paramLabel = "yes|no", description = "Whether it is junk.")
  private Optional<YesNo> junk = Optional.empty();

  @Option(
      names = "--needs-reply",
      paramLabel = "yes|no",
      description = "Whether somebody should answer it.")
  private Optional<YesNo> needsReply = Optional.empty();

  @Option(
      names = "--done",
      paramLabel = "yes|no",
      description = "Whether it is finished; no opens it again.")
  private Optional<YesNo> done = Optional.empty();

  @Option(names = "--json", description = "Print the corrected message as one JSON object.")
  private boolean json;

  @Mixin private RegionOptions regions;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var correction = correction();
    if (correction.isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "Say what to correct: --queue, --priority, --junk, --needs-reply or --done.");
    }
    var every = new EveryRegion(regions, spec.commandLine().getErr());
    var found = KnownMessage.find(every, id);
    try {
      var region = found.region().region();
      var path = "/v1/messages/" + found.id() + "/corrections";
      var corrected = found.region().postJson(path, correction);
      spec.commandLine()
          .getOut()
          .println(
              json
                  ? Json.line(corrected)
                  : "Corrected in "
                      + region
                      + ": queue "
                      + Json.word(corrected, "queue")
                      + ", priority "
                      + Json.word(corrected, "priority")
                      + ", junk "
                      + Json.word(corrected, "junk")
                      + needsReply(corrected)
                      + done.map(said -> ", done " + said).orElse("")
                      + ".");
      return ExitCode.OK;
    } catch (ApiProblem e) {
      throw e.failure();
    } catch (UnreachableException e) {
      throw e.failure(regions.mending());
    }
  }

  private static String needsReply(JsonNode corrected) {
    JsonNode needed = corrected.path("needs_reply");
    return needed.isBoolean() ? ", needs reply " + (needed.asBoolean() ? "yes" : "no") : "";
  }

  private Map<String, Object> correction() {
    var correction = new LinkedHashMap<String, Object>();
    queue.ifPresent(value -> correction.put("queue", value));
    priority.ifPresent(value -> correction.put("priority", value.name()));
    junk.ifPresent(value -> correction.put("junk", value.name()));
    needsReply.ifPresent(value -> correction.put("needs_reply", value.truth()));
    done.ifPresent(value -> correction.put("done", value.truth()));
    return correction;
  }
}

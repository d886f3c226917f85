package dev.postmeridian.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists messages. */
@Command(
    name = "list",
    description =
        "Lists messages of every region that answers, the newest or what presses most first.",
    footer = {
      "",
      "Confidence is how likely the queue shown is right; of mail in review, how likely the closest one is.",
      "Commands take as much of an ID as the list shows; --json prints it whole, with everything else.",
      "",
      "Examples:",
      "  ./postmeridian messages list --queue billing --priority urgent,high --done no",
      "  ./postmeridian messages list --order pressing --done no",
      "  ./postmeridian messages list --json --limit 1000 | jq -r .queue | sort | uniq -c"
    })
final class MessagesListCommand implements Callable<Integer> {
  @Mixin private RegionOptions regions;
  @Mixin private MessageFilterOptions filter;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var every = new EveryRegion(regions, spec.commandLine().getErr());
    new MessageListing(
            every, filter.query(), filter.isPressingFirst(), filter.limit(), regions.again())
        .print(spec.commandLine().getOut(), filter.json());
    return ExitCode.OK;
  }
}

package dev.postmeridian.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Searches mail by its words. */
@Command(
    name = "search",
    description = "Searches subjects and texts by words, in every region that answers.",
    footer = {
      "",
      "All words must be there; \"quotes\" keep words together, -word leaves mails with it out.",
      "",
      "Examples:",
      "  ./postmeridian messages search invoice overdue",
      "  ./postmeridian messages search '\"cease and desist\" -newsletter'",
      "  ./postmeridian messages search 請求書"
    })
final class MessagesSearchCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "WORD", description = "What to look for.")
  private List<String> words = List.of();

  @Mixin private RegionOptions regions;
  @Mixin private MessageFilterOptions filter;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var every = new EveryRegion(regions.endpoints(), spec.commandLine().getErr());
    var query = new LinkedHashMap<>(filter.query());
    query.put("q", String.join(" ", words));
    new MessageListing(every, query, filter.limit())
        .print(spec.commandLine().getOut(), filter.json());
    return ExitCode.OK;
  }
}

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
    description =
        "Searches subjects, senders, names of attachments and texts, in every region that answers.",
    footer = {
      "",
      "All words must be there; \"quotes\" keep words together, -word leaves mails with it out.",
      "What begins with two dashes is an option, wherever it stands.",
      "",
      "Examples:",
      "  ./postmeridian messages search invoice overdue",
      "  ./postmeridian messages search weber-gmbh.example -newsletter",
      "  ./postmeridian messages search '\"cease and desist\" -newsletter'",
      "  ./postmeridian messages search 請求書"
    })
final class MessagesSearchCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "WORD", description = "What to look for.")
  private List<String> words = List.of();

  @Mixin private RegionOptions regions;
  @Mixin private MessageFilterOptions filter;
  private CommandSpec spec = CommandSpec.create();

  /** A word may begin with a dash, so that no letters after one dash are options. */
  @Spec
  void spec(CommandSpec own) {
    spec = own;
    own.parser().unmatchedOptionsArePositionalParams(true).posixClusteredShortOptionsAllowed(false);
  }

  @Override
  public Integer call() {
    words.stream()
        .filter(word -> word.startsWith("--"))
        .findFirst()
        .ifPresent(word -> {
          throw new CommandFailure(
              ExitCode.USAGE,
              "There is no option " + word + ". ./postmeridian messages search --help lists them.");
        });
    if (String.join("", words).codePoints().noneMatch(Character::isLetterOrDigit)) {
      throw new CommandFailure(
          ExitCode.USAGE, "There is no word to look for. Write some, of letters or digits.");
    }
    var every = new EveryRegion(regions, spec.commandLine().getErr());
    var query = new LinkedHashMap<>(filter.query());
    query.put("q", String.join(" ", words));
    new MessageListing(every, query, filter.isPressingFirst(), filter.limit(), regions.again())
        .print(spec.commandLine().getOut(), filter.json());
    return ExitCode.OK;
  }
}

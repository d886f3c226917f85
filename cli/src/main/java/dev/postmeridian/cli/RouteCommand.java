package dev.postmeridian.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Asks where mail goes. */
@Command(
    name = "route",
    description = "Explains where mail goes, and why.",
    footer = {"", "Example: ./postmeridian route explain --country DE"},
    synopsisSubcommandLabel = "COMMAND",
    subcommands = RouteCommand.ExplainCommand.class)
public final class RouteCommand {
  /** Prints a routing decision with every candidate. */
  @Command(
      name = "explain",
      description =
          "Shows where mail for a country goes now, every region that was considered, and why it was"
              + " or was not taken.",
      footer = {
        "",
        "Outcomes: here, relay (passed on to REGION), seal (kept encrypted for REGION), hold (451: the",
        "sender keeps it), nowhere (550). docs/reply-codes.md has the reply to each.",
        "An address is looked up in regions that may process its mail alone.",
        "",
        "Examples:",
        "  ./postmeridian route explain --country DE",
        "  ./postmeridian route explain --country DE --at us-east-1 --json",
        "  ./postmeridian route explain --to ada@nordwind.example"
      })
  static final class ExplainCommand implements Callable<Integer> {
    /** Whose mail: a country's or a mailbox's. */
    static final class Whose {
      @Option(names = "--country", paramLabel = "CODE", description = "A country, such as DE.")
      private Optional<String> country = Optional.empty();

      @Option(names = "--to", paramLabel = "ADDRESS", description = "A mailbox, instead.")
      private Optional<String> to = Optional.empty();
    }

    @ArgGroup(multiplicity = "1")
    private Whose whose = new Whose();

    @Option(
        names = "--at",
        paramLabel = "REGION",
        description = "As seen from this region (default: the first that answers).")
    private Optional<String> at = Optional.empty();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin private RegionOptions regions;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      JsonNode answer = answer();
      var out = spec.commandLine().getOut();
      if (json) {
        out.println(Json.line(answer));
      } else {
        out.println(sentence(answer));
        out.println();
        out.print(table(answer));
      }
      out.flush();
      return ExitCode.OK;
    }

    /** Of the first region that answers: others may be down, or may not know the address. */
    private JsonNode answer() {
      var failures = new ArrayList<CommandFailure>();
      for (Endpoint endpoint : regions.endpoints(at)) {
        try {
          var region = new RegionApi(endpoint);
          return whose.to.isPresent()
              ? region.explainTo(whose.to.get())
              : explain(region, whose.country.orElse(""));
        } catch (UnreachableException e) {
          failures.add(e.failure(regions.mending()));
        } catch (ApiProblem e) {
          failures.add(e.failure());
        }
      }
      throw worst(failures);
    }

    private static JsonNode explain(RegionApi region, String country)
        throws UnreachableException, ApiProblem {
      try {
        return region.get("/v1/routes/explain?country=" + RegionApi.query(country));
      } catch (ApiProblem e) {
        if (!e.isOfTheQuestion()) {
          throw e;
        }
        throw new CommandFailure(
            ExitCode.USAGE,
            "'" + country + "' is no country: write its ISO 3166-1 code, such as DE, US or JP.");
      }
    }

    /** A region that refuses has said more than one that is silent. */
    private static CommandFailure worst(List<CommandFailure> failures) {
      return failures.stream()
          .filter(f -> f.exitCode() != ExitCode.UNAVAILABLE)
          .findFirst()
          .orElse(failures.getFirst());
    }

    private static String sentence(JsonNode answer) {
      String where = answer.path("region").asString("");
      String what =
          switch (answer.path("outcome").asString("")) {
            case "here" -> "is taken there";
            case "relay" -> "is relayed to " + where;
            case "seal" -> "is kept there, sealed to the key of " + where;
            case "hold" -> "is held: " + answer.path("reason").asString("");
            default -> "is refused: no region may process it";
          };
      String basis = answer.path("legal_basis").asString("");
      return "Mail for %s that reaches %s %s%s. Reply to RCPT: %s."
          .formatted(
              answer.path("country").asString(""),
              answer.path("at").asString(""),
              what,
              basis.isEmpty() ? "" : ", by a transfer (" + basis + ")",
              answer.path("reply").asString(""));
    }

    private static Table table(JsonNode answer) {
      var table = new Table("REGION", "TAKEN", "WHY");
      answer
          .path("candidates")
          .valueStream()
          .forEach(c ->
              table.row(
                  Json.word(c, "region"),
                  c.path("taken").asBoolean(false) ? "yes" : "no",
                  Json.word(c, "reason")));
      return table;
    }
  }
}

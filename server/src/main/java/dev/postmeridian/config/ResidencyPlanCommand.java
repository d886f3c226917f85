package dev.postmeridian.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.postmeridian.cli.CommandFailure;
import dev.postmeridian.cli.DataOption;
import dev.postmeridian.cli.ExitCode;
import dev.postmeridian.cli.FleetFile;
import dev.postmeridian.cli.Json;
import dev.postmeridian.cli.ResidencyCounts;
import dev.postmeridian.config.PlannedMoves.Move;
import dev.postmeridian.residency.ResidencyPlan;
import dev.postmeridian.residency.ResidencyPlan.Side;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares a deployment file with the one that runs: what moves, what must be deleted where. */
@Command(
    name = "plan",
    description =
        "Compares a deployment file with the one that runs: which mail is copied to which region,"
            + " and what must be deleted where. Changes nothing.",
    footer = {
      "",
      "Says how many messages each step is about, as far as the regions of the fleet answer. Once the fleet",
      "runs with the new file, what a region may not have is hidden there, and residency apply moves it.",
      "",
      "Examples:",
      "  ./postmeridian residency plan --config next.yaml",
      "  ./postmeridian residency plan --config next.yaml --running now.yaml --json"
    })
final class ResidencyPlanCommand implements Callable<Integer> {
  private static final int MOST_MAILBOXES = 200;

  @Mixin private ConfigOption config;
  @Mixin private DataOption data;

  @Option(
      names = "--running",
      paramLabel = "FILE",
      description = "The file that runs (default: the one the fleet was started with).")
  private Optional<Path> running = Optional.empty();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var after = config.deployment();
    var before = ConfigOption.deployment(running.orElseGet(this::ofTheFleet));
    var moves = counted(PlannedMoves.of(ResidencyPlan.between(side(before), side(after))));
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.line(Map.of("steps", moves.stream().map(MoveJson::of).toList())));
    } else {
      print(moves, out);
    }
    out.flush();
    return ExitCode.OK;
  }

  /** How much it is, as far as the fleet in the folder runs and answers. */
  private List<Move> counted(List<Move> moves) {
    if (moves.isEmpty()) {
      return moves;
    }
    var mailboxes = moves.stream().flatMap(move -> move.mailboxes().stream()).distinct();
    var counts = ResidencyCounts.of(data.folder(), mailboxes.limit(MOST_MAILBOXES).toList());
    return moves.stream().map(move -> move.with(counts)).toList();
  }

  private Path ofTheFleet() {
    var kept = data.folder().resolve(FleetFile.RUNNING);
    if (Files.exists(kept)) {
      return kept;
    }
    return FleetFile.read(data.folder())
        .map(fleet -> Path.of(fleet.config()))
        .orElseThrow(() ->
            new CommandFailure(
                ExitCode.UNAVAILABLE,
                "There is no fleet in "
                    + data.folder()
                    + " to compare with. Name its folder with --data, or the file that runs with"
                    + " --running FILE."));
  }

  private static Side side(Deployment deployment) {
    return new Side(deployment.residency(), deployment.mailboxes());
  }

  private static void print(List<Move> moves, PrintWriter out) {
    if (moves.isEmpty()) {
      out.println("Nothing moves: every region may have what it has.");
      return;
    }
    int number = 1;
    for (Move move : moves) {
      out.println(number++ + ". " + move.sentence());
    }
  }

  record MoveJson(
      String kind,
      String region,
      List<String> countries,
      List<String> mailboxes,
      List<String> sources,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long messages) {
    static MoveJson of(Move move) {
      return new MoveJson(
          move.kind().word(),
          move.region().value(),
          move.countries(),
          move.mailboxes(),
          move.sources(),
          move.messages().isPresent() ? move.messages().getAsLong() : null);
    }
  }
}

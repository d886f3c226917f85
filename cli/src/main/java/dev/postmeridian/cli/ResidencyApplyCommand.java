package dev.postmeridian.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Applies the law of the file that regions run with to the mail that they have. */
@Command(
    name = "apply",
    description =
        "Applies the law of the file that the regions run with to the mail that they have: mail of"
            + " mailboxes that live in another country now is labelled so, and what a region may not"
            + " have any more is deleted there, once a lawful region holds it.",
    footer = {
      "",
      "Start the regions with the new file first (residency plan says what will move). Each region does its",
      "own part, in small batches, audited; this command starts it and shows how far it is. Ended, killed or",
      "run again, it goes on where it was; where nothing is left to do it does nothing. Mail that no lawful",
      "region is known to hold stays, hidden.",
      "",
      "Exit codes: 0 all is done, 1 something is left and the words say why, 69 no region answers.",
      "",
      "Examples:",
      "  ./postmeridian residency apply",
      "  ./postmeridian residency apply --region us-east-1 --json"
    })
public final class ResidencyApplyCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print a JSON object per region.")
  private boolean json;

  @Mixin private RegionOptions regions;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var every = new EveryRegion(regions, spec.commandLine().getErr());
    return end(
        RegionWork.watch(
            every.answers(region -> region.postJson("/v1/residency/apply", Map.of())),
            answers -> answers.given().stream().anyMatch(ResidencyApplyCommand::isUnended),
            answers -> show(answers.given()),
            () -> every.answers(ResidencyApplyCommand::goOn)));
  }

  /** A node that was killed left it begun: whichever answers now goes on with it. */
  private static JsonNode goOn(RegionApi region) throws UnreachableException, ApiProblem {
    JsonNode state = region.get("/v1/residency");
    return isUnended(state) && !state.path("running").asBoolean(false)
        ? region.postJson("/v1/residency/apply", Map.of())
        : state;
  }

  private static boolean isUnended(JsonNode state) {
    boolean stopped =
        state.path("done").asBoolean(false) || !state.path("obstacle").asString("").isEmpty();
    return state.path("running").asBoolean(false) || !stopped;
  }

  private int end(EveryRegion.Answers<JsonNode> answers) {
    var out = spec.commandLine().getOut();
    var left = new ArrayList<>(answers.missing());
    for (JsonNode state : answers.given()) {
      out.println(json ? Json.line(state) : sentence(state));
      if (!state.path("done").asBoolean(false)) {
        left.add(
            Json.word(state, "region")
                + ": "
                + state.path("obstacle").asString("it was interrupted: run the command again"));
      }
    }
    out.flush();
    if (!left.isEmpty()) {
      throw new CommandFailure(
          ExitCode.FAILED, "Not all is done. " + String.join(System.lineSeparator(), left));
    }
    return ExitCode.OK;
  }

  private static String sentence(JsonNode state) {
    String done =
        String.format(
            Locale.ROOT,
            "%s: %d messages relabelled, %d handed over and deleted here, %d sealed copies deleted",
            Json.word(state, "region"),
            state.path("relabelled").asLong(0),
            state.path("handed_over").asLong(0),
            state.path("sealed_copies_deleted").asLong(0));
    long kept = state.path("kept").asLong(0);
    return kept == 0 ? done + "." : done + "; " + kept + " are still here.";
  }

  private void show(List<JsonNode> states) {
    if (ProgressBar.isTerminal() && !json) {
      long examined = sum(states, "examined");
      long all = Math.max(examined, sum(states, "to_examine"));
      PrintWriter err = spec.commandLine().getErr();
      err.print(
          String.format(
              Locale.ROOT,
              "\r%d of about %d looked at, %d handed over   ",
              examined,
              all,
              sum(states, "handed_over")));
      err.flush();
    }
  }

  private static long sum(List<JsonNode> states, String name) {
    return states.stream().mapToLong(state -> state.path(name).asLong(0)).sum();
  }
}

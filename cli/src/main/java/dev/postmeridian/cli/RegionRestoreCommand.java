package dev.postmeridian.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Locale;
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

/** Rebuilds a region from what others have of it, clear or sealed. */
@Command(
    name = "restore",
    description =
        "Rebuilds a region that lost its database from what others have of it, clear or sealed.",
    footer = {
      "",
      "Start the region with an empty database and, for sealed copies, import its keys first. What other",
      "lawful regions have in clear comes with their feeds; it is compared as a whole. The region does",
      "the work: this command starts it and shows how far it is; ended or run again, it goes on where it",
      "was. Erased mail stays erased.",
      "",
      "Exit codes: 0 all is restored, 1 it stopped and the words say why, 69 the region does not answer.",
      "",
      "Examples:",
      "  ./postmeridian keys import --from eu-west-1.keys",
      "  ./postmeridian region restore eu-west-1"
    })
final class RegionRestoreCommand implements Callable<Integer> {
  private static final long MEBIBYTE = 1 << 20;

  @Parameters(paramLabel = "NAME", description = "The region that lost its database.")
  private String name = "";

  @Option(names = "--json", description = "Print what was restored as one JSON object.")
  private boolean json;

  @Mixin private RegionOptions regions;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var one = OneRegion.of(regions, Optional.of(name));
    if (!one.name().equals(name)) {
      throw new CommandFailure(
          ExitCode.USAGE, "The region that answers is " + one.name() + ", not " + name + ".");
    }
    JsonNode state =
        RegionWork.watch(
            one.ask(region -> region.postJson("/v1/restoration", Map.of())),
            last -> last.path("running").asBoolean(false),
            last -> show(last, "\r"),
            () -> one.ask(region -> region.get("/v1/restoration")));
    show(state, System.lineSeparator());
    return end(state);
  }

  private int end(JsonNode state) {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.line(state));
    }
    if (!state.path("done").asBoolean(false)) {
      throw new CommandFailure(
          ExitCode.FAILED,
          name + " is not restored yet: " + state.path("obstacle").asString("run it again"));
    }
    if (!json) {
      out.println("Restored %s: %s.".formatted(name, sum(state)));
    }
    out.flush();
    return ExitCode.OK;
  }

  private void show(JsonNode state, String end) {
    if (ProgressBar.isTerminal() && !json) {
      PrintWriter err = spec.commandLine().getErr();
      err.print("\r" + sum(state) + "   " + (end.equals("\r") ? "" : end));
      err.flush();
    }
  }

  private static String sum(JsonNode state) {
    long copies = 0;
    long bytes = 0;
    long damaged = 0;
    for (JsonNode holder : state.path("holders")) {
      copies += holder.path("copies").asLong(0);
      bytes += holder.path("bytes").asLong(0);
      damaged += holder.path("damaged").asLong(0);
    }
    var parts = new ArrayList<String>();
    if (!state.path("holders").isEmpty()) {
      String mebibytes = String.format(Locale.ROOT, "%d MiB", bytes / MEBIBYTE);
      parts.add(copies + " records, " + mebibytes + " from sealed copies");
    }
    if (damaged > 0) {
      parts.add(damaged + " copies were damaged and left out");
    }
    for (JsonNode peer : state.path("clear")) {
      String what = peer.path("done").asBoolean(false) ? "all that %s has" : "comparing with %s";
      parts.add(what.formatted(Json.word(peer, "peer")) + " in clear");
    }
    return String.join("; ", parts);
  }
}

package dev.postmeridian.fleet;

import dev.postmeridian.cli.CommandFailure;
import dev.postmeridian.cli.DataFolder;
import dev.postmeridian.cli.DataOption;
import dev.postmeridian.cli.ExitCode;
import dev.postmeridian.cli.FleetFile;
import dev.postmeridian.cli.IoCause;
import dev.postmeridian.cli.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Stops every process of a fleet; its data stays. */
@Command(
    name = "down",
    description = "Stops every region of a fleet. Everything it stored stays.",
    footer = {"", "Examples:", "  ./postmeridian down", "  ./postmeridian down --data /srv/mail"})
public final class DownCommand implements Callable<Integer> {
  @Mixin private DataOption data;

  @Option(names = "--json", description = "Print how many nodes were stopped, as a JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  private final Class<?> main;

  /**
   * @param main the class whose main method knows the command {@code node}
   */
  public DownCommand(Class<?> main) {
    this.main = main;
  }

  @Override
  public Integer call() {
    var folder = new FleetFolder(data.folder());
    if (!Files.exists(folder.path().resolve(FleetFile.NAME))) {
      report(0, "No fleet was started in " + folder.path() + "; nothing to stop.");
      return ExitCode.OK;
    }
    try (var _ = folder.lock()) {
      var fleet = FleetFile.read(folder.path()).orElseThrow();
      var said = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
      int stopped = new Fleet(folder, new NodeProcess(folder, main)).stop(fleet, said::println);
      report(stopped, stopped == 0 ? "No node was running." : stopped(stopped, folder));
      return ExitCode.OK;
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.CANNOT_WRITE,
          "The fleet is stopped, but its record could not be written: " + IoCause.inWords(e) + ".");
    }
  }

  private void report(int stopped, String words) {
    spec.commandLine().getOut().println(json ? Json.line(Map.of("stopped", stopped)) : words);
  }

  private static String stopped(int nodes, FleetFolder folder) {
    return "Stopped "
        + nodes
        + (nodes == 1 ? " node." : " nodes.")
        + " ./postmeridian up"
        + DataFolder.option(folder.path())
        + " finds everything as it was.";
  }
}

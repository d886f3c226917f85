package dev.postmeridian.fleet;

import picocli.CommandLine;

/** The commands that start and stop regions. */
public final class FleetCommands {
  private FleetCommands() {}

  /**
   * Adds them.
   *
   * @param main the class whose main method runs this command line, started anew for each node
   * @param starter how a node is started
   */
  public static CommandLine addTo(CommandLine commandLine, Class<?> main, NodeStarter starter) {
    return commandLine
        .addSubcommand(new UpCommand(main))
        .addSubcommand(new DownCommand(main))
        .addSubcommand(new NodeCommand(starter));
  }
}

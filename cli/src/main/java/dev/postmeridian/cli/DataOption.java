package dev.postmeridian.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --data}, which names a fleet by the folder where it keeps everything. */
public final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The fleet's data folder (default: your user's data folder).")
  private Path folder = DataFolder.standard();

  /**
   * The folder, absolute.
   *
   * @throws CommandFailure if it is a file
   */
  public Path folder() {
    var whole = folder.toAbsolutePath().normalize();
    if (Files.exists(whole) && !Files.isDirectory(whole)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--data " + whole + " is a file. Name the folder where the fleet keeps everything.");
    }
    return whole;
  }
}

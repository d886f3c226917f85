package dev.postmeridian.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --data}, which names a fleet by the folder where it keeps everything. */
public final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The fleet's data folder (default: your user's data folder).")
  private Path folder = DataFolder.standard();

  /** The folder, absolute. */
  public Path folder() {
    return folder.toAbsolutePath().normalize();
  }
}

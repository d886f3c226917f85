package dev.postmeridian.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --config}, which names a deployment file; else it is the current folder's. */
public final class ConfigOption {
  static final String USUAL = "postmeridian.yaml";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The deployment file (default: " + USUAL + " in the current folder, if any).")
  private Optional<Path> file = Optional.empty();

  /** The file that was named. */
  public Optional<Path> named() {
    return file;
  }

  /** The current folder's file, if there is one. */
  public Optional<Path> here() {
    return Optional.of(Path.of(USUAL)).filter(Files::exists);
  }
}

package dev.postmeridian.config;

import dev.postmeridian.cli.CommandFailure;
import dev.postmeridian.cli.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
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

  /**
   * The deployment of the file that was named, else of the current folder's.
   *
   * @throws CommandFailure if there is none, or with every problem if it is refused
   */
  Deployment deployment() {
    var path =
        named()
            .or(this::here)
            .orElseThrow(() ->
                new CommandFailure(
                    ExitCode.USAGE,
                    "There is no postmeridian.yaml in this folder. Name a deployment file with"
                        + " --config FILE."));
    return deployment(path);
  }

  /**
   * The deployment of a file.
   *
   * @throws CommandFailure with every problem, if it is refused
   */
  static Deployment deployment(Path path) {
    return switch (DeploymentFile.read(path)) {
      case CheckedFile.Usable usable -> usable.deployment();
      case CheckedFile.Refused refused ->
          throw new CommandFailure(
              ExitCode.USAGE,
              path
                  + " is refused; nothing was done."
                  + refused.findings().stream()
                      .map(problem -> System.lineSeparator() + problem.in(path.toString()))
                      .collect(Collectors.joining()));
    };
  }
}

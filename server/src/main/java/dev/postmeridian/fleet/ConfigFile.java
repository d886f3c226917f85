package dev.postmeridian.fleet;

import dev.postmeridian.cli.CommandFailure;
import dev.postmeridian.cli.ExitCode;
import dev.postmeridian.cli.IoCause;
import dev.postmeridian.config.CheckedFile;
import dev.postmeridian.config.Deployment;
import dev.postmeridian.config.DeploymentFile;
import dev.postmeridian.config.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The deployment file that a fleet runs.
 *
 * @param digest SHA-256 of the file
 */
record ConfigFile(Path path, String digest, Deployment deployment, List<Finding> warnings) {
  /**
   * Reads it.
   *
   * @throws CommandFailure with every problem, if it is refused
   */
  static ConfigFile read(Path file) {
    var path = file.toAbsolutePath().normalize();
    return switch (DeploymentFile.read(path)) {
      case CheckedFile.Usable usable ->
          new ConfigFile(path, digestOf(path), usable.deployment(), usable.findings());
      case CheckedFile.Refused refused ->
          throw new CommandFailure(
              ExitCode.USAGE,
              path
                  + " is refused; nothing was started."
                  + System.lineSeparator()
                  + lines(refused, file));
    };
  }

  private static String lines(CheckedFile.Refused refused, Path file) {
    return refused.findings().stream()
        .map(problem -> problem.in(file.toString()))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static String digestOf(Path file) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.USAGE, file + " cannot be read: " + IoCause.inWords(e));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

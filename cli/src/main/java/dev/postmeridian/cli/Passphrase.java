package dev.postmeridian.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a command takes a passphrase from: a person, a file, standard input; never an argument. */
final class Passphrase {
  private static final int SHORTEST = 12;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description =
          "A file whose first line is the passphrase; - is standard input. Asked for if left out.")
  private Optional<Path> file = Optional.empty();

  /** The passphrase of a new file: asked for twice, and not too short to keep a secret. */
  String fresh() {
    String said = file.map(Passphrase::firstLine).orElseGet(Passphrase::askedTwice);
    if (said.codePointCount(0, said.length()) < SHORTEST) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "The passphrase is shorter than "
              + SHORTEST
              + " characters. Take several words; nothing was exported.");
    }
    return said;
  }

  /** The passphrase of a file that is there. */
  String known() {
    return file.map(Passphrase::firstLine).orElseGet(() -> asked("Passphrase: "));
  }

  private static String askedTwice() {
    String said = asked("Passphrase for the file: ");
    if (!said.equals(asked("Once more: "))) {
      throw new CommandFailure(
          ExitCode.USAGE, "The two passphrases differ. Nothing was exported; try again.");
    }
    return said;
  }

  private static String asked(String prompt) {
    if (!ProgressBar.isTerminal()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "There is no terminal to ask for the passphrase on. Name a file that holds it with"
              + " --passphrase-file FILE, or - for standard input.");
    }
    char[] said = requireNonNull(System.console()).readPassword("%s", prompt);
    if (said == null) {
      throw new CommandFailure(ExitCode.USAGE, "No passphrase was given. Nothing was done.");
    }
    String text = new String(said);
    Arrays.fill(said, ' ');
    return text;
  }

  private static String firstLine(Path file) {
    try {
      String line =
          file.toString().equals("-")
              ? new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine()
              : Files.readString(file).lines().findFirst().orElse("");
      if (line != null && !line.isBlank()) {
        return line;
      }
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "The passphrase file " + file + " cannot be read (" + IoCause.inWords(e) + ").");
    }
    throw new CommandFailure(
        ExitCode.USAGE, "The first line of the passphrase file " + file + " is empty.");
  }
}

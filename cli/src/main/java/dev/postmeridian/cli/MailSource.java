package dev.postmeridian.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Where the mail that is sent comes from: exactly one of these options. */
final class MailSource {
  @Option(names = "--eml", arity = "1..*", paramLabel = "FILE", description = "Files of one mail.")
  private List<Path> eml = List.of();

  @Option(names = "--mbox", paramLabel = "FILE", description = "A file of many mails.")
  private Optional<Path> mbox = Optional.empty();

  @Option(
      names = "--dir",
      paramLabel = "FOLDER",
      description =
          "A folder and its subfolders: every file that is a mail or an mbox; others are named.")
  private Optional<Path> dir = Optional.empty();

  @Option(names = "--sample", paramLabel = "N", description = "N mails made up for this.")
  private Optional<Integer> sample = Optional.empty();

  /** How many mails to make up; empty if they come from files. */
  Optional<Integer> sample() {
    return sample;
  }

  /**
   * Sees to it that there is one.
   *
   * @throws CommandFailure if nothing is named, or no mail could come of it
   */
  void check() {
    if (eml.isEmpty() && mbox.isEmpty() && dir.isEmpty() && sample.isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "Say what to send: --eml FILE, --mbox FILE, --dir FOLDER, or --sample N to try it out.");
    }
    if (sample.filter(n -> n < 1).isPresent()) {
      throw new CommandFailure(
          ExitCode.USAGE, "--sample " + sample.get() + ": write a number from 1.");
    }
  }

  /** Hands over the mails of its files, one after the other. */
  void read(MailFiles.Taker taker) throws InterruptedException {
    for (Path file : eml) {
      MailFiles.eml(file, taker);
    }
    if (mbox.isPresent()) {
      MailFiles.mbox(mbox.get(), taker);
    }
    if (dir.isPresent()) {
      MailFiles.folder(dir.get(), taker);
    }
  }

  /** Its files, as messages to people name them. */
  String files() {
    return Stream.of(eml.stream(), mbox.stream(), dir.stream())
        .flatMap(paths -> paths.map(Path::toString))
        .collect(Collectors.joining(", "));
  }

  /** The same words for the same mails, as long as their files stay where they are. */
  String name() {
    return String.join(
        "\n",
        eml.stream().map(MailSource::whole).toList().toString(),
        mbox.map(MailSource::whole).orElse(""),
        dir.map(MailSource::whole).orElse(""),
        sample.map(Object::toString).orElse(""));
  }

  private static String whole(Path path) {
    return path.toAbsolutePath().normalize().toString();
  }
}

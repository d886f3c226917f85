package dev.postmeridian.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * Which mails of a source have been accepted, so that an interrupted {@code send} goes on where it
 * stopped. It holds digests only, and is removed when everything is sent.
 */
final class SendJournal implements AutoCloseable {
  private final Path file;
  private final Set<String> before;
  private final BufferedWriter writer;

  private SendJournal(Path file, Set<String> before, BufferedWriter writer) {
    this.file = file;
    this.before = before;
    this.writer = writer;
  }

  /**
   * Opens the journal of a source.
   *
   * @param source what is sent, as a name that stays the same
   */
  static SendJournal open(Path folder, String source) {
    String name =
        new OutgoingMail(source, "", new byte[0]).key(); // a digest: sources may be personal
    var file = folder.resolve(name + ".journal");
    try {
      Files.createDirectories(folder);
      Set<String> before =
          Files.exists(file) ? new HashSet<>(Files.readAllLines(file)) : new HashSet<>();
      var writer =
          Files.newBufferedWriter(
              file,
              StandardCharsets.US_ASCII,
              StandardOpenOption.CREATE,
              StandardOpenOption.APPEND);
      return new SendJournal(file, before, writer);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.CANNOT_WRITE,
          "The journal "
              + file
              + " cannot be written ("
              + e.getMessage()
              + "). Give your user the right to, or free some space.");
    }
  }

  /** Whether an earlier run has sent it. */
  boolean has(String key) {
    return before.contains(key);
  }

  /** Notes that a mail was accepted. */
  synchronized void add(String key) {
    try {
      writer.write(key);
      writer.newLine();
      writer.flush();
    } catch (IOException _) {
      // the mail is accepted; without the note it would be sent again, and known by its id
    }
  }

  /** Everything is sent: there is nothing to go on with. */
  void finished() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException _) {
      // an old journal does no harm
    }
  }

  @Override
  public void close() {
    try {
      writer.close();
      if (Files.exists(file) && Files.size(file) == 0) {
        Files.delete(file); // nothing was sent: there is nothing to go on with
      }
    } catch (IOException _) {
      // told nowhere: see add
    }
  }
}

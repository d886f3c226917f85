package dev.postmeridian.fleet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.postmeridian.cli.CommandFailure;
import dev.postmeridian.cli.ExitCode;
import dev.postmeridian.cli.FleetFile.NodeEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Where a region keeps what is its own: database, token, certificate, logs. */
record RegionFolder(Path path) {
  /** The folder of the embedded database. */
  Path postgres() {
    return path.resolve("postgres");
  }

  /** What a node says on its standard streams. */
  Path nodeLog(int number) {
    return path.resolve("logs").resolve("node-" + number + ".log");
  }

  /**
   * Makes the folder and, the first time, its token. Others may pass through it, not look in: a
   * database started by root is another user's.
   */
  void prepare() throws IOException {
    Files.createDirectories(path);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
    Files.createDirectories(path.resolve("logs"));
    RegionToken.readOrMake(path);
  }

  /**
   * Keeps others from being the same node as long as it is not closed, or the process lives.
   *
   * @throws CommandFailure if another process is that node
   */
  AutoCloseable lockNode(int number) throws IOException {
    var channel =
        FileChannel.open(nodeLock(number), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() != null) {
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(("" + ProcessHandle.current().pid()).getBytes(US_ASCII)));
      return channel;
    }
    channel.close();
    throw new CommandFailure(
        ExitCode.UNAVAILABLE,
        NodeEntry.named(number, "" + path.getFileName())
            + " runs already in this data folder. Give a further one a --number and listeners of its"
            + " own.");
  }

  /**
   * The process that is this node, whoever started it; empty if none is, and blank before it has
   * said which it is.
   */
  Optional<String> nodeProcess(int number) throws IOException {
    Path file = nodeLock(number);
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
        var alone = channel.tryLock()) {
      return alone == null ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (OverlappingFileLockException _) {
      return Optional.of(Files.readString(file));
    }
  }

  private Path nodeLock(int number) {
    return path.resolve("logs").resolve("node-" + number + ".lock");
  }
}

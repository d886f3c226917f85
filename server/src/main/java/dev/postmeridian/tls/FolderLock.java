package dev.postmeridian.tls;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lets one node of all that share a folder make what they all use. */
final class FolderLock {
  private FolderLock() {}

  /**
   * Runs while nobody else holds the lock, in this process or another.
   *
   * @param lock the file that is locked; made if it is missing
   */
  static synchronized void holding(Path lock, Runnable work) {
    try {
      Files.createDirectories(lock.toAbsolutePath().getParent());
      try (var channel = FileChannel.open(lock, CREATE, WRITE);
          var _ = channel.lock()) {
        work.run();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + lock, e);
    }
  }
}

package dev.postmeridian.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts the living nodes of a region: each holds a shared lock on one file, which the system frees
 * however the node dies. Locks belong to a process, so nodes of one process are counted here.
 */
final class NodesLock {
  private static final Map<Path, NodesLock> HELD = new HashMap<>();
  private final Path file;
  private final FileChannel channel;
  private final FileLock shared;
  private int holders;

  private NodesLock(Path file) throws IOException {
    this.file = file;
    this.channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    this.shared = channel.lock(0, Long.MAX_VALUE, true);
  }

  /** One more node lives. */
  static NodesLock hold(Path file) throws IOException {
    synchronized (HELD) {
      @Nullable NodesLock lock = HELD.get(file);
      if (lock == null) {
        lock = new NodesLock(file);
        HELD.put(file, lock);
      }
      lock.holders++;
      return lock;
    }
  }

  /** Whether no node of any process lives. */
  static boolean isFree(Path file) throws IOException {
    synchronized (HELD) {
      if (HELD.containsKey(file)) {
        return false;
      }
      try (var channel =
              FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock alone = channel.tryLock()) {
        return alone != null;
      }
    }
  }

  /**
   * One node less lives.
   *
   * @return whether it was the last of all processes
   */
  boolean release() throws IOException {
    synchronized (HELD) {
      if (--holders > 0) {
        return false;
      }
      HELD.remove(file);
      shared.release();
      try (channel;
          FileLock alone = channel.tryLock()) {
        return alone != null;
      }
    }
  }
}

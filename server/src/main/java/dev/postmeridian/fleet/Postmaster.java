package dev.postmeridian.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A region's database process, seen from outside through its {@code postmaster.pid}: it outlives a
 * killed node, and {@code down} must not leave it behind.
 */
record Postmaster(RegionFolder folder) {
  private static final int STATUS_LINE = 7;
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** The process, if it runs and provably serves this folder. */
  Optional<ProcessHandle> process() {
    var lines = lines();
    if (lines.size() < 2) {
      return Optional.empty();
    }
    return pid(lines.getFirst()).flatMap(ProcessHandle::of).filter(this::servesThisFolder);
  }

  /** Whether it takes connections. */
  boolean isReady() {
    var lines = lines();
    return lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
  }

  /**
   * Stops it as one does with no client left, and after some time without waiting for any.
   *
   * @return whether there was one to stop
   */
  boolean stop() {
    var process = process();
    process.ifPresent(running -> {
      running.destroy();
      if (!ended(running, PATIENCE)) {
        fast(running);
      }
    });
    return process.isPresent();
  }

  /** SIGINT: the database rolls back what is open and ends in order. */
  private static void fast(ProcessHandle running) {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(running.pid())).start().waitFor();
    } catch (IOException _) {
      running.destroy();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    ended(running, PATIENCE);
  }

  static boolean ended(ProcessHandle process, Duration patience) {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException _) {
      return !process.isAlive();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }

  /** The kernel's word for its folder where there is one, else its command line. */
  private boolean servesThisFolder(ProcessHandle process) {
    if (!process.isAlive()) {
      return false;
    }
    var directory = Path.of("/proc", Long.toString(process.pid()), "cwd");
    try {
      return Files.isSameFile(directory, folder.postgres());
    } catch (IOException | SecurityException _) {
      return process
          .info()
          .commandLine()
          .filter(line -> line.contains(folder.postgres().toString()))
          .isPresent();
    }
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(folder.postgres().resolve("postmaster.pid"));
    } catch (IOException _) {
      return List.of();
    }
  }

  private static Optional<Long> pid(String line) {
    try {
      return Optional.of(Long.parseLong(line.strip()));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}

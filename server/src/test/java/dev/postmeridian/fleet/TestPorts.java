package dev.postmeridian.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * Ports for the fleets of this process's tests. No other process on the machine that runs such
 * tests has them, not even while a killed node is down: a lock on a file says so until the process
 * ends.
 */
public final class TestPorts {
  private static final int LOWEST = 12_000;
  private static final int RANGE = 300;
  private static final int RANGES = 60;
  private static final int NODES = 10;
  private static final AtomicReference<FileChannel> HELD = new AtomicReference<>();
  private static final AtomicInteger FLEETS = new AtomicInteger();

  private TestPorts() {}

  /** A value of {@code --base-port} for a fleet of at most ten nodes. */
  public static String base() {
    return "" + (Range.FIRST + NODES * (FLEETS.getAndIncrement() % (Ports.MAX_NODES / NODES)));
  }

  // the virtual machine initialises this once
  private static final class Range {
    static final int FIRST =
        LOWEST
            + RANGE
                * IntStream.range(0, RANGES)
                    .filter(Range::isOurs)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("all test ports are taken"));

    private static boolean isOurs(int number) {
      try {
        Path locks =
            Files.createDirectories(
                Path.of(System.getProperty("java.io.tmpdir"), "postmeridian-test-ports"));
        var channel =
            FileChannel.open(
                locks.resolve("" + number), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() != null) {
          HELD.set(channel);
          return true;
        }
        channel.close();
        return false;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

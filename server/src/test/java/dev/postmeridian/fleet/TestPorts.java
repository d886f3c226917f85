package dev.postmeridian.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * Ports for the fleets of this process's tests. No other process on the machine that runs such
 * tests has them, not even while a killed node is down: whoever listens on the last port of a range
 * has the range, until the process ends.
 */
public final class TestPorts {
  private static final int LOWEST = 12_000;
  private static final int RANGE = 401;
  private static final int RANGES = 45;
  private static final int NODES = 10;
  private static final AtomicReference<ServerSocket> HELD = new AtomicReference<>();
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
        int last = LOWEST + RANGE * (number + 1) - 1;
        HELD.set(new ServerSocket(last, 1, InetAddress.getLoopbackAddress()));
        return true;
      } catch (IOException _) {
        return false; // another process has it
      }
    }
  }
}

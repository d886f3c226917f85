package dev.postmeridian.fleet;

import dev.postmeridian.cli.CommandFailure;
import dev.postmeridian.cli.ExitCode;
import dev.postmeridian.config.RegionSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The ports that nodes get by their place in the fleet: SMTP from 2525, LMTP from 2424, HTTP from
 * 8425, the link from 9425; or four ranges from a base port; or any free ones.
 */
sealed interface Ports extends AutoCloseable {
  /** The most nodes a fleet has on one machine, so that the ranges stay apart. */
  int MAX_NODES = 100;

  /** The addresses of the node at a place in the fleet, from 0. */
  Listeners at(int place);

  /** Lets go of what was kept for nodes that were to start. */
  @Override
  default void close() {}

  /** The ports where nobody says otherwise. */
  record Standard() implements Ports {
    @Override
    public Listeners at(int place) {
      return addresses(2525 + place, 2424 + place, 8425 + place, 9425 + place);
    }
  }

  /** SMTP from the base port, LMTP from a hundred above it, HTTP and the link from 200 and 300. */
  record From(int base) implements Ports {
    @Override
    public Listeners at(int place) {
      return addresses(
          base + place,
          base + MAX_NODES + place,
          base + 2 * MAX_NODES + place,
          base + 3 * MAX_NODES + place);
    }
  }

  /**
   * Ports that are free now. They lie below the ranges that systems take ports of outgoing
   * connections from, so that they are still free when a node comes back to them. Until it is
   * closed, nobody else who looks for free ports is given the same.
   */
  final class Free implements Ports {
    private static final int LOWEST = 12_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 1_000;
    private static final boolean LINUX = System.getProperty("os.name", "").equals("Linux");
    private final Set<Integer> given = new HashSet<>();
    private final List<Socket> reservations = new ArrayList<>();

    @Override
    public Listeners at(int place) {
      int[] free =
          ThreadLocalRandom.current()
              .ints(TRIES, LOWEST, HIGHEST)
              .filter(port -> !given.contains(port) && reserve(port))
              .limit(4)
              .toArray();
      if (free.length < 4) {
        throw new CommandFailure(
            ExitCode.UNAVAILABLE,
            "No free port was found between %d and %d. Name a base with --base-port N."
                .formatted(LOWEST, HIGHEST));
      }
      return addresses(free[0], free[1], free[2], free[3]);
    }

    // What is bound and does not listen keeps out whoever does not share addresses, as this does
    // not; and, on Linux, lets in a node, whose sockets do.
    private boolean reserve(int port) {
      var socket = new Socket();
      try {
        socket.setReuseAddress(false);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setReuseAddress(true);
        reservations.add(socket);
        if (!LINUX) {
          close();
        }
        return given.add(port);
      } catch (IOException e) {
        close(socket);
        return false;
      }
    }

    @Override
    public void close() {
      reservations.forEach(Free::close);
      reservations.clear();
    }

    private static void close(Socket socket) {
      try {
        socket.close();
      } catch (IOException _) {
        // the process's end closes it
      }
    }
  }

  /**
   * Reads the value of {@code --base-port}.
   *
   * @throws CommandFailure if it is neither a port with room above it nor "auto" nor "standard"
   */
  static Ports parse(String text) {
    if (text.equals("auto")) {
      return new Free();
    }
    if (text.equals("standard")) {
      return new Standard();
    }
    try {
      int base = Integer.parseInt(text);
      if (base >= 1 && base + 4 * MAX_NODES <= 65536) {
        return new From(base);
      }
    } catch (NumberFormatException _) {
      // told below
    }
    throw new CommandFailure(
        ExitCode.USAGE,
        "--base-port '"
            + text
            + "' is no port with room for 400 above it. Write a number from 1 to "
            + (65536 - 4 * MAX_NODES)
            + ", or auto, or standard.");
  }

  /** What the file says of the first node's listeners goes before the given ports. */
  static Listeners chosen(Listeners given, Optional<RegionSettings> settings, int number) {
    if (number > 1) {
      return given;
    }
    return new Listeners(
        settings.flatMap(RegionSettings::smtp).orElse(given.smtp()),
        settings.flatMap(RegionSettings::lmtp).orElse(given.lmtp()),
        settings.flatMap(RegionSettings::http).orElse(given.http()),
        settings.flatMap(RegionSettings::link).orElse(given.link()));
  }

  private static Listeners addresses(int smtp, int lmtp, int http, int link) {
    return new Listeners(loopback(smtp), loopback(lmtp), loopback(http), loopback(link));
  }

  private static InetSocketAddress loopback(int port) {
    return InetSocketAddress.createUnresolved("127.0.0.1", port);
  }
}

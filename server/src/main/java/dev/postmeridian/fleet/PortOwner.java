package dev.postmeridian.fleet;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds out whether a port is taken, and by whom where the system tells (Linux's /proc). */
final class PortOwner {
  private static final Pattern SPACES = Pattern.compile(" +");

  private PortOwner() {}

  /**
   * Why nobody can listen there now.
   *
   * @param remedy what to do about it, as a sentence
   */
  record Refusal(String why, String remedy) {}

  /** Why nobody can listen there now; empty if one can. */
  static Optional<Refusal> refusal(InetSocketAddress where) {
    try (var probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(where.getHostString(), where.getPort()));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(refusal(where.getPort(), String.valueOf(e.getMessage())));
    }
  }

  static Refusal refusal(int port, String said) {
    if (said.contains("in use")) {
      String who = of(port).map(PortOwner::name).orElse("another program");
      return new Refusal("is in use by " + who, "Stop what listens there.");
    }
    if (said.contains("Permission denied")) {
      return new Refusal(
          "may not be listened on by your user",
          "Ports this low need root, or a lower net.ipv4.ip_unprivileged_port_start.");
    }
    return new Refusal("cannot be listened on: " + said, "Name an address of this machine.");
  }

  private static String name(long pid) {
    String command =
        ProcessHandle.of(pid).flatMap(process -> process.info().command()).orElse("unknown");
    return "process " + pid + " (" + Path.of(command).getFileName() + ")";
  }

  private static Optional<Long> of(int port) {
    return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
        .flatMap(file -> inodes(Path.of(file), port))
        .flatMap(inode -> holder("socket:[" + inode + "]").stream())
        .findFirst();
  }

  /** The sockets in state LISTEN (0A) on the port. */
  private static Stream<String> inodes(Path file, int port) {
    String suffix = ":" + String.format(Locale.ROOT, "%04X", port);
    try {
      return Files.readAllLines(file).stream()
          .map(line -> SPACES.split(line.strip()))
          .filter(word -> word.length > 9 && word[1].endsWith(suffix) && word[3].equals("0A"))
          .map(word -> word[9]);
    } catch (IOException _) {
      return Stream.empty();
    }
  }

  private static Optional<Long> holder(String socket) {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> holds(pid, socket))
        .findFirst();
  }

  private static boolean holds(long pid, String socket) {
    try (var files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return files.anyMatch(file -> isLinkTo(file, socket));
    } catch (IOException | RuntimeException _) {
      return false;
    }
  }

  private static boolean isLinkTo(Path file, String target) {
    try {
      return Files.readSymbolicLink(file).toString().equals(target);
    } catch (IOException _) {
      return false;
    }
  }
}

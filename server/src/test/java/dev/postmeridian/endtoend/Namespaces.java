package dev.postmeridian.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Hosts that are network namespaces of this machine: each has an address of its own on a bridge
 * that stands in a namespace too, and so has this process, which is everybody's customer.
 */
final class Namespaces implements AutoCloseable {
  /**
   * The ranges for documentation (RFC 5737): one that this machine does not use itself is taken.
   */
  private static final List<String> RANGES = List.of("203.0.113.", "198.51.100.", "192.0.2.");

  private final String stem = "pm" + ProcessHandle.current().pid();
  private final String range = free().orElseThrow();
  private final List<String> made = new ArrayList<>();

  /** Why there can be none here; empty if there can. */
  static Optional<String> obstacle() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return Optional.of("needs root, to make network namespaces");
    }
    for (String tool : List.of("ip", "tcpdump", "openssl")) {
      if (run(List.of("sh", "-c", "command -v " + tool)).isPresent()) {
        return Optional.of("needs " + tool);
      }
    }
    if (free().isEmpty()) {
      return Optional.of("needs one of the ranges " + RANGES + " that nobody uses");
    }
    String probe = "pm" + ProcessHandle.current().pid() + "probe";
    var failed = run(List.of("ip", "netns", "add", probe));
    return failed.isPresent()
        ? Optional.of("cannot make network namespaces here")
        : run(List.of("ip", "netns", "del", probe));
  }

  /** A range that no route of this machine leads to but the one to everywhere. */
  private static Optional<String> free() {
    return RANGES.stream().filter(range -> isFree(range + "0/24")).findFirst();
  }

  private static boolean isFree(String range) {
    return Stream.of("root", "match") // what lies within the range, and what it lies within
        .flatMap(which -> said(List.of("ip", "-4", "route", "show", which, range)).lines())
        .allMatch(route -> route.startsWith("default "));
  }

  /** Namespaces with a host each. */
  static Namespaces of(int hosts) {
    var all = new Namespaces();
    try {
      all.make(hosts);
      return all;
    } catch (AssertionError e) {
      all.close();
      throw e;
    }
  }

  private void make(int hosts) {
    String hub = namespace("hub");
    ip("-n %s link add br0 type bridge", hub);
    ip("-n %s link set br0 up", hub);
    ip("link add %s type veth peer name out netns %s", stem, hub);
    ip("-n %s link set out master br0 up", hub);
    ip("addr add %s/24 dev %s", sender(), stem);
    ip("link set %s up", stem);
    for (int host = 1; host <= hosts; host++) {
      String name = namespace("h" + host);
      ip("-n %s link add eth0 type veth peer name h%s netns %s", name, host, hub);
      ip("-n %s link set h%s master br0 up", hub, host);
      ip("-n %s addr add %s/24 dev eth0", name, address(host));
      ip("-n %s link set lo up", name);
      ip("-n %s link set eth0 up", name);
    }
  }

  private String namespace(String name) {
    String full = stem + name;
    ip("netns add %s", full);
    made.add(full);
    return full;
  }

  /** This process's address. */
  String sender() {
    return range + 1;
  }

  /** Where a host is met; they are counted from 1. */
  String address(int host) {
    return range + (10 + host);
  }

  /** A command that runs on a host. */
  List<String> on(int host, List<String> command) {
    var all = new ArrayList<>(List.of("ip", "netns", "exec", stem + "h" + host));
    all.addAll(command);
    return all;
  }

  private static void ip(String words, Object... arguments) {
    var command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(words.formatted(arguments).split(" ")));
    assertThat(run(command)).as("%s", command).isEmpty();
  }

  private static String said(List<String> command) {
    var out = new StringBuilder();
    assertThat(run(command, out)).as("%s", command).isEmpty();
    return out.toString();
  }

  /** What a command said if it failed. */
  static Optional<String> run(List<String> command) {
    return run(command, new StringBuilder());
  }

  private static Optional<String> run(List<String> command, StringBuilder said) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      said.append(new String(process.getInputStream().readAllBytes(), UTF_8).strip());
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      return process.exitValue() == 0 ? Optional.empty() : Optional.of(said.toString());
    } catch (IOException e) {
      return Optional.of(e.toString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    run(List.of("ip", "link", "del", stem));
    made.forEach(name -> run(List.of("ip", "netns", "del", name)));
  }
}

package dev.postmeridian.store;

import dev.postmeridian.store.StartException.Cause;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The processes of one embedded PostgreSQL: made, started, found, stopped. Callers hold the
 * region's attach lock.
 */
final class PostgresServer {
  private static final Duration ORPHANS_POLL = Duration.ofMillis(10);
  private static final Duration ORPHANS_END = Duration.ofSeconds(5);
  private static final long PROGRAM_SECONDS = 120;
  private static final long LOG_BYTES = 4 << 20;
  private final PostgresBinaries binaries;
  private final Unprivileged user;
  private final Path folder;
  private final Path cluster;
  private final Path log;

  PostgresServer(PostgresBinaries binaries, Unprivileged user, Path folder) {
    this.binaries = binaries;
    this.user = user;
    this.folder = folder;
    this.cluster = folder.resolve("postgres");
    this.log = folder.resolve("postgres.log");
  }

  boolean exists() {
    return Files.exists(cluster.resolve("PG_VERSION"));
  }

  /** Makes the cluster, whole or not at all. */
  void create(String superuserPassword) throws IOException {
    Path unfinished = cluster.resolveSibling("postgres.new");
    Path password = cluster.resolveSibling("password.new");
    Folders.delete(unfinished);
    Files.createDirectory(unfinished);
    Folders.writePrivately(password, superuserPassword);
    try {
      user.give(unfinished);
      user.give(password);
      run(
          "initdb",
          List.of(
              "-D",
              unfinished.toString(),
              "-U",
              "postgres",
              "--pwfile=" + password,
              "-A",
              "scram-sha-256",
              "--set=scram_iterations=1",
              "-E",
              "UTF8",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--locale=C",
              "--data-checksums"));
      Files.writeString(
          unfinished.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
      user.give(unfinished);
    } finally {
      Files.deleteIfExists(password);
    }
    Files.move(unfinished, cluster);
  }

  /** The process of the server, as others see it. */
  Postmaster postmaster() {
    return new Postmaster(cluster);
  }

  void start(String configuration) throws IOException {
    endOrphans();
    // The process it names is gone or is somebody else's, who got its number.
    Files.deleteIfExists(cluster.resolve("postmaster.pid"));
    Files.writeString(cluster.resolve("postgresql.conf"), configuration);
    if (isLogLong()) {
      Files.move(log, formerLog(), StandardCopyOption.REPLACE_EXISTING); // needs no room
    }
    if (!Files.exists(log)) {
      Folders.writePrivately(log, "");
    }
    user.give(log);
    user.give(cluster);
    run(
        "pg_ctl",
        List.of("start", "-w", "-s", "-t", "90", "-D", cluster.toString(), "-l", log.toString()));
  }

  /** Whether the server's log has grown beyond its bound. */
  boolean isLogLong() {
    return log.toFile().length() > LOG_BYTES;
  }

  /**
   * Begins the log of a running server anew and keeps what it held, once, beside it, if there is
   * room. The server goes on appending to the same file; a collector of its own would be a process
   * more for each region.
   */
  void turnLog() throws IOException {
    if (isLogLong()) {
      try {
        Files.copy(
            log,
            formerLog(),
            StandardCopyOption.REPLACE_EXISTING,
            StandardCopyOption.COPY_ATTRIBUTES);
      } finally {
        Files.newByteChannel(log, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
            .close();
      }
    }
  }

  private Path formerLog() {
    return log.resolveSibling("postgres.log.1");
  }

  void stop() throws IOException {
    if (postmaster().process().isPresent()) {
      run(
          "pg_ctl",
          List.of("stop", "-w", "-s", "-m", "fast", "-t", "60", "-D", cluster.toString()));
    }
  }

  /** Refuses a port that something else listens on. */
  static boolean isFree(int port) {
    try (var probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  static int anyFreePort() throws IOException {
    try (var probe = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return probe.getLocalPort();
    }
  }

  // Backends of a killed postmaster still hold its shared memory; they notice and end by
  // themselves. One that ended is not ours any more, even where nobody reaps it.
  private void endOrphans() {
    Instant patience = Instant.now().plus(ORPHANS_END);
    while (!orphans().isEmpty() && Instant.now().isBefore(patience)) {
      LockSupport.parkNanos(ORPHANS_POLL.toNanos());
    }
    orphans().forEach(ProcessHandle::destroyForcibly);
  }

  private List<ProcessHandle> orphans() {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.filter(postmaster()::serves).toList();
    }
  }

  private void run(String program, List<String> arguments) throws IOException {
    Path output = Files.createTempFile(folder, program, ".out");
    try {
      var command = new java.util.ArrayList<String>();
      command.add(binaries.program(program));
      command.addAll(arguments);
      var builder = new ProcessBuilder(user.command(command)).redirectErrorStream(true);
      builder.redirectOutput(output.toFile()).directory(folder.toFile());
      builder.environment().put("LC_ALL", "C");
      if (!succeeds(builder.start(), program)) {
        throw Failures.ofProgram(program, cluster, Files.readString(output) + lastOfLog());
      }
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static boolean succeeds(Process process, String program) throws IOException {
    try {
      if (process.waitFor(PROGRAM_SECONDS, TimeUnit.SECONDS)) {
        return process.exitValue() == 0;
      }
      process.destroyForcibly();
      throw new StartException(
          Cause.BUSY, program + " did not finish in " + PROGRAM_SECONDS + " s");
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private String lastOfLog() throws IOException {
    if (!Files.exists(log)) {
      return "";
    }
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
  }
}

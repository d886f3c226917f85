package dev.postmeridian.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A region's PostgreSQL as a process, known by its {@code postmaster.pid}: it outlives a killed
 * node.
 *
 * @param cluster its data directory
 */
public record Postmaster(Path cluster) {
  // Replaced by another version while it runs, it is said to be deleted.
  private static final Pattern PROGRAM = Pattern.compile(".*/postgres( \\(deleted\\))?");
  private static final int PID_LINE = 0;
  private static final int PORT_LINE = 3;
  private static final int STATUS_LINE = 7;

  /** The server of the region in this folder. */
  public static Postmaster of(Path region) {
    return new Postmaster(region.resolve("postgres"));
  }

  /** The process, if it lives and provably serves this folder. */
  public Optional<ProcessHandle> process() {
    return number(PID_LINE).flatMap(ProcessHandle::of).filter(this::serves);
  }

  /** Whether it lives and took connections when it had started. */
  public boolean isReady() {
    return isSaying("ready");
  }

  /**
   * Whether it lives and is on its way: after a crash it reads its log first, a gigabyte at most.
   */
  public boolean isStarting() {
    return isSaying("starting");
  }

  private boolean isSaying(String status) {
    return line(STATUS_LINE).filter(status::equals).isPresent() && process().isPresent();
  }

  /** Where it listens, if it lives. */
  Optional<Integer> port() {
    return process().flatMap(_ -> number(PORT_LINE)).map(Math::toIntExact);
  }

  /**
   * Whether the process is one of this PostgreSQL: each runs {@code postgres} and works in its
   * cluster's folder, as a bystander's shell may too. One that has ended is not, even where nobody
   * reaps it.
   */
  boolean serves(ProcessHandle process) {
    try {
      if (Files.isDirectory(Path.of("/proc/self"))) {
        var of = Path.of("/proc", Long.toString(process.pid()));
        return Files.readSymbolicLink(of.resolve("cwd")).equals(cluster.toRealPath())
            && PROGRAM.matcher(Files.readSymbolicLink(of.resolve("exe")).toString()).matches();
      }
    } catch (IOException _) {
      return false;
    }
    return process
        .info()
        .commandLine()
        .filter(line -> line.contains(cluster.toString()))
        .isPresent();
  }

  private Optional<Long> number(int line) {
    return line(line).filter(text -> text.matches("\\d{1,10}")).map(Long::parseLong);
  }

  private Optional<String> line(int number) {
    try {
      List<String> lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
      return lines.stream().skip(number).findFirst().map(String::strip);
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}

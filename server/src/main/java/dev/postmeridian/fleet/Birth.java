package dev.postmeridian.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * When a process began, in the kernel's own count: process ids are used again, and the wall clock
 * is set, so that only this proves that an id still means the same process.
 */
final class Birth {
  private static final int AFTER_NAME_START_TICKS = 19; // field 22 of proc(5), the name being 2

  /** The state of one that nobody has reaped. */
  private static final String ENDED = "Z";

  private Birth() {}

  /**
   * The boot and the clock ticks since; where there is no /proc, what the system calls its start.
   * Empty for one that has ended.
   */
  static Optional<String> of(ProcessHandle process) {
    try {
      String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return fields[0].equals(ENDED)
          ? Optional.empty()
          : Optional.of(boot + "/" + fields[AFTER_NAME_START_TICKS]);
    } catch (IOException _) {
      return process.info().startInstant().map(Object::toString);
    }
  }
}

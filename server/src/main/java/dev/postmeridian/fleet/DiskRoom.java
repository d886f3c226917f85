package dev.postmeridian.fleet;

import dev.postmeridian.cli.CommandFailure;
import dev.postmeridian.cli.ExitCode;
import dev.postmeridian.config.Deployment;
import dev.postmeridian.config.RegionSettings;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.store.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/** The room on a disk that a fleet's databases need to start, before any mail. */
record DiskRoom(FleetFolder folder) {
  private static final long BINARIES = 60L << 20;
  private static final long NEW_DATABASE = 68L << 20;
  private static final long KNOWN_DATABASE = 20L << 20;

  private static final long NOTHING = 4L << 20;

  /**
   * Sees to it that the regions which do not run can start.
   *
   * @throws CommandFailure if they can't
   */
  void check(Deployment deployment, Predicate<RegionName> runs) throws IOException {
    long needed =
        deployment.regions().stream()
            .map(region -> region.name())
            .filter(name -> !isExternal(deployment, name) && !runs.test(name))
            .mapToLong(name -> hasDatabase(name) ? KNOWN_DATABASE : NEW_DATABASE)
            .sum();
    long unpacked = needed > 0 && !Files.exists(folder.binaries()) ? BINARIES : 0;
    long free = Files.getFileStore(folder.path()).getUsableSpace();
    if (free < needed + unpacked) {
      throw full(free, needed + unpacked);
    }
  }

  /** Whether nothing can be written beside a file or in a folder, whatever complains of it. */
  static boolean isFull(Path where) {
    try {
      return Files.getFileStore(where).getUsableSpace() < NOTHING;
    } catch (IOException _) {
      return false;
    }
  }

  private boolean hasDatabase(RegionName name) {
    return EmbeddedPostgres.isIn(folder.region(name).path());
  }

  private static boolean isExternal(Deployment deployment, RegionName name) {
    return Optional.ofNullable(deployment.settings().get(name))
        .flatMap(RegionSettings::database)
        .isPresent();
  }

  private CommandFailure full(long free, long needed) {
    return new CommandFailure(
        ExitCode.CANNOT_WRITE,
        "The disk of "
            + folder.path()
            + " is full: "
            + (free >> 20)
            + " MiB are free, and the regions to start need "
            + (needed >> 20)
            + " MiB. Free some, or choose another folder with --data. Nothing was started.");
  }
}

package dev.postmeridian.fleet;

import dev.postmeridian.cli.CommandFailure;
import dev.postmeridian.cli.ExitCode;
import dev.postmeridian.cli.FleetFile;
import dev.postmeridian.cli.IoCause;
import dev.postmeridian.config.DeploymentFile;
import dev.postmeridian.region.RegionName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A data folder: a fleet's own file, its lock, its sample configuration, its regions' folders. */
record FleetFolder(Path path) {
  private static final String FORMAT = "postmeridian-data 1";
  private static final String SAMPLE = "postmeridian.yaml";
  private static final String BASE_PORT = "base-port";
  private static final String LATENCY = "latency";

  public FleetFolder {
    path = path.toAbsolutePath().normalize();
  }

  /** The folder of a region. */
  RegionFolder region(RegionName name) {
    return new RegionFolder(path.resolve(FleetFile.REGIONS).resolve(name.value()));
  }

  /** Every region that has a folder, whether or not it is still in the deployment file. */
  List<RegionName> regions() throws IOException {
    var all = path.resolve(FleetFile.REGIONS);
    if (!Files.isDirectory(all)) {
      return List.of();
    }
    try (var folders = Files.list(all)) {
      return folders
          .flatMap(folder -> name(folder).stream())
          .sorted(Comparator.comparing(RegionName::value))
          .toList();
    }
  }

  /** What else lies there, such as what a file manager leaves, is no region. */
  private static Optional<RegionName> name(Path folder) {
    try {
      return Optional.of(new RegionName(String.valueOf(folder.getFileName())));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** PostgreSQL's programs, unpacked once for all regions. */
  Path binaries() {
    return path.resolve("binaries");
  }

  /** The sample deployment file, written the first time. */
  public Path sampleConfig() {
    var file = path.resolve(SAMPLE);
    try {
      if (!Files.exists(file)) {
        Files.writeString(file, DeploymentFile.sample());
      }
      return file;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** What to say of a deployment file that nobody wrote or named, after its path. */
  String ofSample(Path config) throws IOException {
    boolean untouched =
        config.equals(path.resolve(SAMPLE))
            && Files.readString(config).equals(DeploymentFile.sample());
    return untouched ? " (the sample of three regions; --config FILE starts your own)" : "";
  }

  /** What {@code --base-port} said last; empty if it never was named. */
  Optional<String> basePort() throws IOException {
    var file = path.resolve(BASE_PORT);
    return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
  }

  /** Lets later nodes go where the first ones went. */
  void keepBasePort(String option) throws IOException {
    Files.writeString(path.resolve(BASE_PORT), option + "\n");
  }

  /** Whether nodes that are started reach other regions as slowly as real ones. */
  boolean hasLatency() {
    return Files.exists(path.resolve(LATENCY));
  }

  /** Lets nodes that are started later do as those before. */
  void keepLatency(boolean latency) throws IOException {
    if (latency) {
      Files.writeString(path.resolve(LATENCY), "");
    } else {
      Files.deleteIfExists(path.resolve(LATENCY));
    }
  }

  /** Keeps the deployment file as it is now: a later one is compared with what runs. */
  void keepRunning(Path config) throws IOException {
    var next = path.resolve(FleetFile.RUNNING + ".next");
    Files.copy(config, next, StandardCopyOption.REPLACE_EXISTING);
    Files.move(
        next,
        path.resolve(FleetFile.RUNNING),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Makes the folder ready for a fleet.
   *
   * @throws CommandFailure if it cannot be used, with what to do
   */
  public void prepare() {
    try {
      Files.createDirectories(path);
      checkFormat(path.resolve("format"));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private void checkFormat(Path file) throws IOException {
    if (!Files.exists(file)) {
      Files.writeString(file, FORMAT + "\n");
      return;
    }
    String found = Files.readString(file).strip();
    if (!found.equals(FORMAT)) {
      throw new CommandFailure(
          ExitCode.CANNOT_WRITE,
          path
              + " was written by another version ('"
              + found
              + "'; this one writes '"
              + FORMAT
              + "'). Use that version, or choose another folder with --data. Nothing was changed.");
    }
  }

  /**
   * Keeps other commands from starting or stopping this fleet meanwhile.
   *
   * @throws CommandFailure if another one is doing so now
   */
  public FleetLock lock() {
    try {
      var channel =
          FileChannel.open(
              path.resolve("fleet.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw new CommandFailure(
            ExitCode.UNAVAILABLE,
            "Another ./postmeridian is starting or stopping the fleet of "
                + path
                + " now. Wait for it, or choose another folder with --data.");
      }
      return new FleetLock(channel);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private CommandFailure unwritable(IOException e) {
    return new CommandFailure(
        ExitCode.CANNOT_WRITE,
        path
            + " cannot be written ("
            + IoCause.inWords(e)
            + "). Give your user the right to, free some space, or choose another folder with"
            + " --data.");
  }

  /** A lock on the folder; the system lets go of it when the process ends, however it ends. */
  public record FleetLock(FileChannel channel) implements AutoCloseable {
    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException _) {
        // the process's end closes it
      }
    }
  }
}

package dev.postmeridian.store;

import dev.postmeridian.store.StartException.Cause;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The folder a region's embedded database lives in: {@code VERSION}, {@code database.secret}
 * (0600), {@code database.port}, {@code postgres/}, {@code postgres.log} and two lock files.
 */
record DatabaseFolder(Path path) {
  private static final int LAYOUT = 1;
  private static final String VERSION =
      "postmeridian-layout=" + LAYOUT + "\npostgresql=" + PostgresBinaries.MAJOR + "\n";
  private static final Map<Path, ReentrantLock> ATTACHING = new ConcurrentHashMap<>();
  private static final String PORT = "database.port";

  /** Makes it, if it is not there. */
  void make() throws IOException {
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
    }
  }

  private Path cluster() {
    return path.resolve("postgres").resolve("PG_VERSION");
  }

  /** Whether it holds a database. */
  boolean isFull() {
    return Files.exists(cluster());
  }

  /**
   * Refuses what another version wrote, and says that this one wrote what is new.
   *
   * @throws StartException names both
   */
  void checkVersion() throws IOException {
    Path file = path.resolve("VERSION");
    if (isFull()) {
      String major = Files.readString(cluster()).strip();
      if (!major.equals(Integer.toString(PostgresBinaries.MAJOR))) {
        throw otherVersion("PostgreSQL " + major);
      }
    }
    if (!Files.exists(file)) {
      Folders.writePrivately(file, VERSION);
    } else if (!Files.readString(file).equals(VERSION)) {
      String found = Files.readString(file).strip().replace('\n', ' ');
      throw otherVersion("another version (" + found + ")");
    }
  }

  private StartException otherVersion(String found) {
    return new StartException(
        Cause.OTHER_VERSION,
        "The data in "
            + path
            + " belongs to "
            + found
            + "; this program reads layout "
            + LAYOUT
            + " with PostgreSQL "
            + PostgresBinaries.MAJOR
            + ". Start the version that wrote it, or choose another folder with --data.");
  }

  /**
   * What the passwords of the database are derived from: made for a database that does not exist
   * yet, and never again.
   */
  String secret(boolean databaseExists) throws IOException {
    Path file = path.resolve("database.secret");
    if (!Files.exists(file) && !databaseExists) {
      byte[] random = new byte[32];
      new SecureRandom().nextBytes(random);
      Folders.writePrivately(file, HexFormat.of().formatHex(random) + "\n");
    }
    String secret = Files.exists(file) ? Files.readString(file).strip() : "";
    if (secret.isEmpty()) {
      throw new StartException(
          Cause.BROKEN,
          file
              + " is empty or missing, and the passwords of the database are derived from it: restore it from a"
              + " backup of this folder.");
    }
    return secret;
  }

  /** The port the server had last. */
  OptionalInt lastPort() throws IOException {
    Path file = path.resolve(PORT);
    return Files.exists(file)
        ? OptionalInt.of(Integer.parseInt(Files.readString(file).strip()))
        : OptionalInt.empty();
  }

  void rememberPort(int port) throws IOException {
    Folders.writePrivately(path.resolve(PORT), port + "\n");
  }

  /** Held by the nodes that use the database. */
  Path nodesLock() {
    return path.resolve("nodes.lock");
  }

  /** What is done under the lock. */
  interface Locked<T> {
    T run() throws IOException;
  }

  /** Does it while no other thread or process starts or stops this database. */
  <T> T locked(Locked<T> work) throws IOException {
    ReentrantLock here = ATTACHING.computeIfAbsent(path, _ -> new ReentrantLock());
    here.lock();
    try (FileChannel channel =
            FileChannel.open(
                path.resolve("attach.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = channel.lock()) {
      if (!lock.isValid()) {
        throw new IOException("the attach lock is gone");
      }
      return work.run();
    } finally {
      here.unlock();
    }
  }
}

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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * A node's hold on its region's embedded PostgreSQL. The server is a process of its own: it
 * outlives a killed node, several nodes share it, and the last one to close stops it. Data is never
 * deleted.
 *
 * <p>Everything lives in the region's folder: {@code VERSION}, {@code database.secret} (0600),
 * {@code database.port}, {@code postgres/}, {@code postgres.log} and two lock files. One lock makes
 * starting and stopping a thing of one process at a time; the other counts the living nodes.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  /** The layout of a region's folder that this version reads and writes. */
  static final int LAYOUT = 1;

  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final String VERSION =
      "postmeridian-layout=" + LAYOUT + "\npostgresql=" + PostgresBinaries.MAJOR + "\n";
  private static final Map<Path, ReentrantLock> ATTACHING = new ConcurrentHashMap<>();
  private static final Marker SELDOM = MarkerFactory.getMarker("seldom");
  private static final String DATABASE = "postmeridian";
  private static final String NODES_LOCK = "nodes.lock";
  private final PostgresSettings settings;
  private final PostgresServer server;
  private NodesLock nodes;
  private DatabaseAddress address;

  private EmbeddedPostgres(
      PostgresSettings settings, PostgresServer server, NodesLock nodes, DatabaseAddress address) {
    this.settings = settings;
    this.server = server;
    this.nodes = nodes;
    this.address = address;
  }

  /**
   * Makes the region's server if there is none, starts it if it is not running, and joins its
   * nodes.
   *
   * @throws StartException if something stands in the way: it says what, and what to do
   */
  public static EmbeddedPostgres attach(PostgresSettings settings) {
    Path folder = settings.folder();
    try {
      makeFolder(folder);
      var binaries = PostgresBinaries.unpackedIn(settings.binaries());
      var server = new PostgresServer(binaries, Unprivileged.here(), folder);
      return locked(
          folder,
          () -> {
            checkVersion(folder);
            DatabaseAddress address = running(settings, server);
            return new EmbeddedPostgres(
                settings, server, NodesLock.hold(folder.resolve(NODES_LOCK)), address);
          });
    } catch (IOException e) {
      throw Failures.ofFolder(folder, e);
    }
  }

  /** What became of a server that may have outlived its nodes. */
  public enum Leftover {
    NONE,
    STOPPED,
    /** A node that lives uses it. */
    IN_USE
  }

  /**
   * Stops the region's server if it runs and no node uses it.
   *
   * @param binaries where {@link #attach} unpacked PostgreSQL's programs
   * @throws StartException if it does not stop
   */
  public static Leftover stopUnused(Path folder, Path binaries) {
    if (Postmaster.of(folder).process().isEmpty()) {
      return Leftover.NONE;
    }
    try {
      var server =
          new PostgresServer(PostgresBinaries.unpackedIn(binaries), Unprivileged.here(), folder);
      return locked(folder, () -> stopUnused(folder, server));
    } catch (IOException e) {
      throw Failures.ofFolder(folder, e);
    }
  }

  private static Leftover stopUnused(Path folder, PostgresServer server) throws IOException {
    if (server.postmaster().process().isEmpty()) {
      return Leftover.NONE;
    }
    if (!NodesLock.isFree(folder.resolve(NODES_LOCK))) {
      return Leftover.IN_USE;
    }
    server.stop();
    return Leftover.STOPPED;
  }

  /** Where the database is. */
  public DatabaseAddress address() {
    return address;
  }

  /** The server's process; empty if it died. */
  public java.util.Optional<ProcessHandle> postmaster() {
    return server.postmaster().process();
  }

  /** Starts the server again if it died: nothing that was committed is lost. */
  public void ensureRunning() {
    if (postmaster().isPresent()) {
      boundLog();
      return;
    }
    try {
      locked(settings.folder(), () -> running(settings, server));
      log.info("PostgreSQL is running again");
    } catch (IOException e) {
      throw Failures.ofFolder(settings.folder(), e);
    }
  }

  private void boundLog() {
    if (!server.isLogLong()) {
      return;
    }
    try {
      locked(
          settings.folder(),
          () -> {
            server.turnLog();
            return address;
          });
    } catch (IOException e) {
      log.warn(
          SELDOM,
          "PostgreSQL's log has grown long and cannot be turned: {}",
          e.getClass().getName());
    }
  }

  /** Leaves the region's nodes; the last one stops the server. */
  @Override
  public void close() {
    try {
      locked(
          settings.folder(),
          () -> {
            if (nodes.release()) {
              server.stop();
            }
            return address;
          });
    } catch (IOException e) {
      throw Failures.ofFolder(settings.folder(), e);
    }
  }

  private static DatabaseAddress running(PostgresSettings settings, PostgresServer server)
      throws IOException {
    Path folder = settings.folder();
    String secret = secret(folder, server.exists());
    String superuser = ServiceRole.derived(secret, "postgres");
    if (!server.exists()) {
      server.create(superuser);
    }
    var running = server.postmaster().port();
    int port = running.isPresent() ? running.get() : choosePort(settings);
    if (running.isEmpty()) {
      server.start(settings.configuration(port));
      Folders.writePrivately(folder.resolve("database.port"), port + "\n");
    }
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    var address =
        new DatabaseAddress(url, DATABASE + "_owner", ServiceRole.derived(secret, "owner"));
    OwnerRole.ensure(address, superuser);
    return address;
  }

  private static int choosePort(PostgresSettings settings) throws IOException {
    if (settings.port().isPresent()) {
      int port = settings.port().getAsInt();
      if (!PostgresServer.isFree(port)) {
        throw new StartException(
            Cause.PORT_IN_USE,
            "Port "
                + port
                + " on 127.0.0.1, meant for the database in "
                + settings.folder()
                + ", is in use: stop what listens there, or choose other ports with --base-port.");
      }
      return port;
    }
    Path remembered = settings.folder().resolve("database.port");
    if (Files.exists(remembered)) {
      int port = Integer.parseInt(Files.readString(remembered).strip());
      if (PostgresServer.isFree(port)) {
        return port;
      }
    }
    return PostgresServer.anyFreePort();
  }

  private static void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    }
  }

  /** Whether a region's folder holds a database. */
  public static boolean isIn(Path folder) {
    return Files.exists(folder.resolve("postgres").resolve("PG_VERSION"));
  }

  private static void checkVersion(Path folder) throws IOException {
    Path file = folder.resolve("VERSION");
    Path cluster = folder.resolve("postgres").resolve("PG_VERSION");
    if (Files.exists(cluster)) {
      String major = Files.readString(cluster).strip();
      if (!major.equals(Integer.toString(PostgresBinaries.MAJOR))) {
        throw otherVersion(folder, "PostgreSQL " + major);
      }
    }
    if (!Files.exists(file)) {
      Folders.writePrivately(file, VERSION);
    } else if (!Files.readString(file).equals(VERSION)) {
      String found = Files.readString(file).strip().replace('\n', ' ');
      throw otherVersion(folder, "another version (" + found + ")");
    }
  }

  private static StartException otherVersion(Path folder, String found) {
    return new StartException(
        Cause.OTHER_VERSION,
        "The data in "
            + folder
            + " belongs to "
            + found
            + "; this program reads layout "
            + LAYOUT
            + " with PostgreSQL "
            + PostgresBinaries.MAJOR
            + ". Start the version that wrote it, or choose another folder with --data.");
  }

  private static String secret(Path folder, boolean databaseExists) throws IOException {
    Path file = folder.resolve("database.secret");
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

  private interface Locked<T> {
    T run() throws IOException;
  }

  private static <T> T locked(Path folder, Locked<T> work) throws IOException {
    ReentrantLock here = ATTACHING.computeIfAbsent(folder, f -> new ReentrantLock());
    here.lock();
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("attach.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
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

package dev.postmeridian.store;

import dev.postmeridian.store.StartException.Cause;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * A node's hold on its region's embedded PostgreSQL. The server is a process of its own: it
 * outlives a killed node, several nodes share it, and the last one to close stops it. Data is never
 * deleted.
 *
 * <p>One lock makes starting and stopping a thing of one process at a time; another counts the
 * living nodes.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final Marker SELDOM = MarkerFactory.getMarker("seldom");
  private static final String DATABASE = "postmeridian";
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
      var data = new DatabaseFolder(folder);
      data.make();
      var binaries = PostgresBinaries.unpackedIn(settings.binaries());
      var server = new PostgresServer(binaries, Unprivileged.here(), folder);
      return data.locked(() -> {
        data.checkVersion();
        DatabaseAddress address = running(settings, server);
        return new EmbeddedPostgres(settings, server, NodesLock.hold(data.nodesLock()), address);
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
      var data = new DatabaseFolder(folder);
      return data.locked(() -> stopUnused(data, server));
    } catch (IOException e) {
      throw Failures.ofFolder(folder, e);
    }
  }

  private static Leftover stopUnused(DatabaseFolder data, PostgresServer server)
      throws IOException {
    if (server.postmaster().process().isEmpty()) {
      return Leftover.NONE;
    }
    if (!NodesLock.isFree(data.nodesLock())) {
      return Leftover.IN_USE;
    }
    server.stop();
    return Leftover.STOPPED;
  }

  /** Whether a region's folder holds a database. */
  public static boolean isIn(Path folder) {
    return new DatabaseFolder(folder).isFull();
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
      folder().locked(() -> running(settings, server));
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
      folder()
          .locked(() -> {
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
      folder()
          .locked(() -> {
            if (nodes.release()) {
              server.stop();
            }
            return address;
          });
    } catch (IOException e) {
      throw Failures.ofFolder(settings.folder(), e);
    }
  }

  private DatabaseFolder folder() {
    return new DatabaseFolder(settings.folder());
  }

  private static DatabaseAddress running(PostgresSettings settings, PostgresServer server)
      throws IOException {
    var folder = new DatabaseFolder(settings.folder());
    String secret = folder.secret(server.exists());
    String superuser = ServiceRole.derived(secret, "postgres");
    if (!server.exists()) {
      server.create(superuser);
    }
    var running = server.postmaster().port();
    int port = running.isPresent() ? running.get() : choosePort(settings);
    if (running.isEmpty()) {
      server.start(settings.configuration(port));
      folder.rememberPort(port);
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
    var last = new DatabaseFolder(settings.folder()).lastPort();
    return last.isPresent() && PostgresServer.isFree(last.getAsInt())
        ? last.getAsInt()
        : PostgresServer.anyFreePort();
  }
}

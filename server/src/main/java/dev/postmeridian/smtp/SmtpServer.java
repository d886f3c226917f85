package dev.postmeridian.smtp;

import dev.postmeridian.intake.ClientNetwork;
import dev.postmeridian.intake.Intake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * A listener for SMTP or LMTP: a thread for each session, one thread that accepts, one that ends
 * sessions whose time is up.
 */
public final class SmtpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SmtpServer.class);
  private static final Marker SELDOM = MarkerFactory.getMarker("seldom");
  private static final int BACKLOG = 1024;
  private static final int PLATFORM_THREADS = 64;
  private static final long TICK_NANOS = 100_000_000;
  private static final Reply TOO_MANY =
      Reply.of(421, "4.7.0", "Too many connections, try again later");

  private final SmtpSettings settings;
  private final Intake intake;
  private final Optional<SSLSocketFactory> tls;
  private final Commands commands;
  private final ServerSocket listener;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final Admission admission;
  private final ThreadPoolExecutor sessions;
  private final Thread clock;
  private volatile boolean clockRests;
  private volatile boolean stopping;
  private volatile boolean stopped;

  private SmtpServer(
      SmtpSettings settings, Intake intake, Optional<SSLContext> tls, ServerSocket listener) {
    this.settings = settings;
    this.intake = intake;
    this.tls = tls.map(SSLContext::getSocketFactory);
    this.commands = new Commands(settings.protocol());
    this.admission = new Admission(settings.limits());
    this.listener = listener;
    this.sessions = sessionThreads(name("session"));
    this.clock = Thread.ofPlatform().daemon().name(name("clock")).unstarted(this::endOverdue);
  }

  /**
   * Listens, and takes mail from now on.
   *
   * @param tls what STARTTLS offers; empty offers none
   * @throws UncheckedIOException if the address cannot be listened on
   */
  public static SmtpServer start(SmtpSettings settings, Intake intake, Optional<SSLContext> tls) {
    try {
      var listener = new ServerSocket();
      listener.setReuseAddress(true);
      listener.bind(settings.listen(), BACKLOG);
      var server = new SmtpServer(settings, intake, tls, listener);
      server.clock.start();
      Thread.ofPlatform().daemon().name(server.name("accept")).start(server::acceptAll);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen for %s on %s: %s"
              .formatted(settings.protocol(), settings.listen(), e.getMessage()),
          e);
    }
  }

  // What a client sends wakes a platform thread once and a virtual one twice, and the first costs
  // more memory: so the first sessions have platform threads, and any number more virtual ones.
  private static ThreadPoolExecutor sessionThreads(String name) {
    return new ThreadPoolExecutor(
        0,
        PLATFORM_THREADS,
        1,
        TimeUnit.MINUTES,
        new SynchronousQueue<>(),
        Thread.ofPlatform().daemon().name(name).factory(),
        (session, _) -> Thread.ofVirtual().name(name).start(session));
  }

  private String name(String role) {
    return settings.protocol().name().toLowerCase(Locale.ROOT) + "-" + role;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  /** Open connections. */
  public int connections() {
    return connections.size();
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        open(listener.accept());
      } catch (IOException | RuntimeException | Error e) { // whatever it is, the door stays open
        if (!listener.isClosed()) {
          LOG.warn(SELDOM, "cannot accept a connection: {}", e.getClass().getName());
          LockSupport.parkNanos(TICK_NANOS);
        }
      }
    }
  }

  private void open(Socket socket) {
    var client = ClientNetwork.of(socket.getInetAddress());
    if (!admission.admit(client)) {
      refuse(socket);
      return;
    }
    var connection = new Connection(socket, settings.limits().idle().toNanos());
    connections.add(connection);
    if (clockRests) {
      LockSupport.unpark(clock);
    }
    try {
      start(() -> serve(connection, client));
    } catch (RuntimeException | Error e) {
      end(connection, client);
      throw e;
    }
  }

  private void start(Runnable session) {
    try {
      sessions.execute(session);
    } catch (OutOfMemoryError _) { // the system gives no more platform threads
      Thread.ofVirtual().name(name("session")).start(session);
    }
  }

  private void serve(Connection connection, ClientNetwork client) {
    try {
      new SmtpSession(connection, settings, intake, commands, tls, () -> stopping).run();
    } finally {
      end(connection, client);
    }
  }

  private void end(Connection connection, ClientNetwork client) {
    connection.close();
    connections.remove(connection);
    admission.release(client);
  }

  /** Costs neither a buffer nor a thread: the few bytes fit into what the system sends from. */
  private static void refuse(Socket socket) {
    try (socket) {
      socket.getOutputStream().write(TOO_MANY.wire());
    } catch (IOException _) {
      LOG.debug("a refused client has left already");
    }
  }

  private void endOverdue() {
    while (!stopped) {
      long now = System.nanoTime();
      connections.forEach(connection -> connection.expire(now, SmtpSession.TIMED_OUT));
      clockRests = true;
      if (connections.isEmpty()) {
        LockSupport.park(this);
      } else {
        clockRests = false;
        LockSupport.parkNanos(this, TICK_NANOS);
      }
    }
  }

  /**
   * Stops: no new connections, 421 for sessions without a mail under way; mails under way may
   * finish within {@link SmtpLimits#drain}.
   */
  @Override
  public void close() {
    stopping = true;
    try {
      listener.close();
    } catch (IOException e) {
      LOG.warn("cannot close the listener: {}", e.getClass().getName());
    }
    long until = System.nanoTime() + settings.limits().drain().toNanos();
    while (!connections.isEmpty() && System.nanoTime() - until < 0) {
      connections.forEach(c -> c.dismiss(Wait.For.COMMAND, SmtpSession.STOPPING));
      LockSupport.parkNanos(TICK_NANOS / 10);
    }
    connections.forEach(Connection::close);
    stopped = true;
    sessions.shutdown();
    LockSupport.unpark(clock);
  }
}

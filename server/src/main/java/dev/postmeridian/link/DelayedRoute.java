package dev.postmeridian.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * A way to a peer's node that takes as long as the one between two far places, for tests on one
 * machine: what goes in at its entrance, on loopback, comes out at the node half a round trip
 * later, and so back. Bytes pass as they are and throughput is not limited; while the way is cut,
 * they wait, as on a network that loses everything.
 */
public final class DelayedRoute implements AutoCloseable {
  private static final int CONNECT_MILLIS = 2_000;

  private final InetSocketAddress node;
  private final Duration roundTrip;
  private final BooleanSupplier cut;
  private final ServerSocket entrance;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param node where it leads; its name is looked up for each connection
   * @param cut whether nothing passes now; asked often
   */
  public DelayedRoute(InetSocketAddress node, Duration roundTrip, BooleanSupplier cut) {
    this.node = node;
    this.roundTrip = roundTrip;
    this.cut = cut;
    try {
      this.entrance = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException("no port is free for a delayed route", e);
    }
    threads.execute(this::accept);
  }

  /** Where to connect instead of the node. */
  public InetSocketAddress entrance() {
    return new InetSocketAddress(entrance.getInetAddress(), entrance.getLocalPort());
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        var client = entrance.accept();
        threads.execute(() -> carry(client));
      } catch (IOException _) {
        // the client is gone again, or this route is closed
      }
    }
  }

  private void carry(Socket client) {
    try (client;
        var server = new Socket();
        var ways = Executors.newVirtualThreadPerTaskExecutor()) {
      if (connected(client, server)) {
        pass(ways, client, server);
        pass(ways, server, client);
      }
    } catch (IOException _) {
      // both are closed, which is all there is to do
    }
  }

  /**
   * A client's connection to the entrance is made at once: it waits here for what a far one takes.
   */
  private boolean connected(Socket client, Socket server) throws IOException {
    try {
      Thread.sleep(roundTrip);
      while (cut.getAsBoolean()) {
        Thread.sleep(DelayedStream.LOOK_AGAIN);
      }
      server.connect(new InetSocketAddress(node.getHostString(), node.getPort()), CONNECT_MILLIS);
      server.setTcpNoDelay(true);
      client.setTcpNoDelay(true);
      return true;
    } catch (IOException _) {
      reset(client);
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void pass(Executor ways, Socket from, Socket to) {
    var stream = new DelayedStream(roundTrip.dividedBy(2), cut);
    ways.execute(() -> stream.take(from));
    ways.execute(() -> end(stream, to));
  }

  private static void end(DelayedStream stream, Socket to) {
    try {
      if (stream.release(to)) {
        to.shutdownOutput();
      } else {
        reset(to);
      }
    } catch (IOException _) {
      // it is closed already
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() {
    try {
      entrance.close();
    } catch (IOException _) {
      // the process's end closes it
    }
    threads.shutdownNow();
  }
}

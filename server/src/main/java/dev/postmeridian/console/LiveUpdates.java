package dev.postmeridian.console;

import dev.postmeridian.desk.Pulse;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells open pages that there is news (server-sent events), never what it is. One thread asks the
 * desk, once per beat, and only while somebody follows.
 */
final class LiveUpdates implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveUpdates.class);
  private static final int MAX_FOLLOWERS = 200;
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final Pulse NONE = new Pulse(0, 0, 0, -1);

  private final Supplier<Pulse> pulse;
  private final Duration beat;
  private Pulse last = NONE;
  private int followers;
  private volatile boolean silent;
  private boolean asking;
  private boolean closed;

  LiveUpdates(Supplier<Pulse> pulse, Duration beat) {
    this.pulse = pulse;
    this.beat = beat;
  }

  /**
   * Sends news until the reader leaves, is not welcome any more, or the server stops.
   *
   * @param welcome asked once per heartbeat
   */
  void follow(ServerResponse response, BooleanSupplier welcome) {
    if (!enter()) {
      response.status(503).send();
      return;
    }
    response.headers().set(HeaderNames.CONTENT_TYPE, "text/event-stream");
    response.header("X-Accel-Buffering", "no");
    try (OutputStream out = response.outputStream()) {
      tell(out, welcome);
    } catch (IOException | RuntimeException e) {
      LOG.debug("a reader left", e); // the server wraps what the socket says in its own exceptions
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      leave();
    }
  }

  private void tell(OutputStream out, BooleanSupplier welcome)
      throws IOException, InterruptedException {
    Pulse told = NONE;
    long asked = System.nanoTime();
    write(out, "retry: 3000\n\n");
    while (!isClosed()) {
      Pulse now = await(told);
      if (System.nanoTime() - asked >= HEARTBEAT.toNanos()) {
        if (!welcome.getAsBoolean()) {
          return;
        }
        asked = System.nanoTime();
      }
      write(out, now.position() == told.position() ? ": still here\n\n" : event(now));
      told = now;
    }
  }

  private static String event(Pulse now) {
    return "event: pulse\ndata: " + now.accepted() + " " + now.position() + "\n\n";
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private synchronized boolean enter() {
    if (closed || followers >= MAX_FOLLOWERS) {
      return false;
    }
    followers++;
    if (!asking) {
      asking = true;
      Thread.ofVirtual().name("console-pulse").start(this::ask);
    }
    return true;
  }

  private synchronized void leave() {
    followers--;
    notifyAll();
  }

  // Returns at news, at the heartbeat, or at the end.
  private synchronized Pulse await(Pulse told) throws InterruptedException {
    long end = System.nanoTime() + HEARTBEAT.toNanos();
    while (!closed && last.position() == told.position()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        break;
      }
      wait(left);
    }
    return last;
  }

  private void ask() {
    while (mayAsk()) {
      try {
        publish(pulse.get());
        silent = false;
      } catch (RuntimeException e) {
        complain(e);
      }
      rest();
    }
  }

  // Once for each silence, however many beats it lasts.
  private void complain(RuntimeException e) {
    if (!silent) {
      LOG.warn("the desk does not answer open pages", e);
    }
    silent = true;
  }

  private synchronized boolean mayAsk() {
    asking = !closed && followers > 0;
    return asking;
  }

  private synchronized void publish(Pulse now) {
    last = now;
    notifyAll();
  }

  private synchronized void rest() {
    try {
      long end = System.nanoTime() + beat.toNanos();
      for (long left = beat.toMillis(); left > 0 && !closed; ) {
        wait(left);
        left = (end - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}

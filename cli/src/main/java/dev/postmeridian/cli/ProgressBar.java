package dev.postmeridian.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One line on a terminal that shows how far something has come; nothing where no terminal is. */
final class ProgressBar implements AutoCloseable {
  private static final long PAUSE_MILLIS = 100;
  private static final int WIDTH = 30;

  private final SendSummary summary;
  private final int expected;
  private final PrintWriter err;
  private final Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * @param expected how many there will be; 0 if that is not known
   */
  ProgressBar(SendSummary summary, int expected, PrintWriter err, boolean show) {
    this.summary = summary;
    this.expected = expected;
    this.err = err;
    this.thread = Thread.ofVirtual().unstarted(this::draw);
    if (show) {
      thread.start();
    }
  }

  /** Whether a person watches. */
  static boolean isTerminal() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  @Override
  public void close() {
    closed.countDown();
    if (thread.isAlive()) {
      err.print("\r" + line() + System.lineSeparator());
      err.flush();
    }
  }

  private void draw() {
    try {
      do {
        err.print("\r" + line());
        err.flush();
      } while (!closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private String line() {
    int done = summary.done();
    double rate = done / Math.max(0.001, summary.seconds());
    if (expected == 0) {
      return String.format(Locale.ROOT, "%d sent, %.0f/s   ", done, rate);
    }
    int filled = (int) Math.min(WIDTH, (long) WIDTH * done / expected);
    String bar = "#".repeat(filled) + ".".repeat(WIDTH - filled);
    return String.format(Locale.ROOT, "[%s] %d of %d, %.0f/s   ", bar, done, expected, rate);
  }
}

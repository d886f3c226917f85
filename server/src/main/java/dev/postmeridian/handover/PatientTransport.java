package dev.postmeridian.handover;

import dev.postmeridian.region.RegionName;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks a peer again for a while, each time later, before it counts as one that does not answer. */
public final class PatientTransport implements HandoverTransport, AutoCloseable {
  private static final long FIRST_MILLIS = 250;
  private static final long LONGEST_MILLIS = 2_000;
  private final HandoverTransport transport;
  private final Duration patience;
  private final CountDownLatch closing = new CountDownLatch(1);

  /**
   * @param patience how long after the first question none is asked any more
   */
  public PatientTransport(HandoverTransport transport, Duration patience) {
    this.transport = transport;
    this.patience = patience;
  }

  @Override
  public byte[] ask(RegionName peer, byte[] question) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    long pause = FIRST_MILLIS;
    while (true) {
      try {
        return transport.ask(peer, question);
      } catch (IOException e) {
        if (System.nanoTime() + pause * 1_000_000 > end || isClosedWithin(pause)) {
          throw e;
        }
        pause = Math.min(2 * pause, LONGEST_MILLIS);
      }
    }
  }

  private boolean isClosedWithin(long millis) {
    try {
      return closing.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Asks nobody again. */
  @Override
  public void close() {
    closing.countDown();
  }
}

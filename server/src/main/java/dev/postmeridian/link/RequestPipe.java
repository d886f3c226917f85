package dev.postmeridian.link;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request as it is written, piece by piece: a writer waits while the peer takes no
 * more. Written by one thread.
 */
final class RequestPipe implements BodyPublisher {
  private static final int PIECE_BYTES = 16 << 10;
  private static final int MUCH = 1 << 20;

  private final Duration patience;
  private final AtomicReference<@Nullable Subscriber<? super ByteBuffer>> subscriber =
      new AtomicReference<>();
  private final CountDownLatch subscribed = new CountDownLatch(1);
  private final Semaphore demand = new Semaphore(0);
  private volatile boolean over;
  private byte[] piece = {};
  private int length;
  private boolean ended;

  RequestPipe(Duration patience) {
    this.patience = patience;
  }

  @Override
  public long contentLength() {
    return -1;
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> reader) {
    boolean first = subscriber.compareAndSet(null, reader);
    reader.onSubscribe(new Demand());
    if (first) {
      subscribed.countDown();
    } else {
      reader.onError(new IOException("what was sent once cannot be sent again"));
    }
  }

  private final class Demand implements Subscription {
    @Override
    public void request(long pieces) {
      demand.release((int) Math.min(pieces, MUCH));
    }

    @Override
    public void cancel() {
      exchangeEnded();
    }
  }

  /** Whoever writes learns that nobody reads any more. */
  void exchangeEnded() {
    over = true;
    demand.release();
    subscribed.countDown();
  }

  /** Adds to the request. */
  void write(byte[] from, int start, int count) throws IOException {
    int at = start;
    int end = start + count;
    while (at < end) {
      if (length == piece.length) {
        flush();
        piece = new byte[PIECE_BYTES];
      }
      int some = Math.min(end - at, piece.length - length);
      System.arraycopy(from, at, piece, length, some);
      length += some;
      at += some;
    }
  }

  private void flush() throws IOException {
    if (length > 0) {
      var reader = reader();
      var full = ByteBuffer.wrap(piece, 0, length);
      piece = new byte[0];
      length = 0;
      reader.onNext(full);
    }
  }

  /** Who takes the next piece now; waits until there is one. */
  private Subscriber<? super ByteBuffer> reader() throws IOException {
    if (!await(() -> demand.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS))) {
      throw new IOException("the peer took nothing for " + patience.toMillis() + " ms");
    }
    var reader = subscriber.get();
    if (over || reader == null) {
      demand.release();
      throw new IOException("the exchange has ended before the request");
    }
    return reader;
  }

  private interface Wait {
    boolean run() throws InterruptedException;
  }

  private static boolean await(Wait wait) throws IOException {
    try {
      return wait.run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the peer took nothing");
    }
  }

  /** Ends the request. */
  void end() throws IOException {
    flush();
    if (!await(() -> subscribed.await(patience.toNanos(), TimeUnit.NANOSECONDS))) {
      throw new IOException("no connection within " + patience.toMillis() + " ms");
    }
    ended = true;
    var reader = subscriber.get();
    if (reader != null && !over) {
      reader.onComplete();
    }
  }

  /** Breaks the request off, unless it has ended: the peer must not take a part for the whole. */
  void abort() {
    if (!ended) {
      ended = true;
      var reader = subscriber.get();
      if (reader != null && !over) {
        reader.onError(new IOException("the request was broken off"));
      }
    }
  }
}

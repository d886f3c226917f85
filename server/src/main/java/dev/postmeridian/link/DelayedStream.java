package dev.postmeridian.link;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * One direction of a {@link DelayedRoute}: each piece comes out so long after it went in, in order.
 * What is under way is bounded; whoever sends more waits, as on a network.
 */
final class DelayedStream {
  /** What 220 ms hold at 150 Mbit/s. */
  private static final int MOST_BYTES = 4 << 20;

  private static final int PIECE_BYTES = 64 << 10;

  /** How often it is asked whether the way is still cut. */
  static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final BlockingQueue<Piece> underway = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(MOST_BYTES);
  private final Duration oneWay;
  private final BooleanSupplier cut;

  /**
   * @param oneWay how long a piece is under way
   * @param cut while it holds, nothing comes out
   */
  DelayedStream(Duration oneWay, BooleanSupplier cut) {
    this.oneWay = oneWay;
    this.cut = cut;
  }

  private sealed interface Piece {
    long due();

    record Bytes(long due, ByteArrayOutputStream bytes) implements Piece {}

    record Fin(long due) implements Piece {}

    record Reset(long due) implements Piece {}
  }

  /** Takes all that comes, and how it ends. */
  void take(Socket from) {
    byte[] buffer = new byte[PIECE_BYTES];
    try {
      var in = from.getInputStream();
      for (int count; (count = in.read(buffer)) >= 0; ) {
        room.acquire(count);
        var bytes = new ByteArrayOutputStream(count);
        bytes.write(buffer, 0, count);
        underway.add(new Piece.Bytes(due(), bytes));
      }
      underway.add(new Piece.Fin(due()));
    } catch (IOException _) {
      underway.add(new Piece.Reset(due()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private long due() {
    return System.nanoTime() + oneWay.toNanos();
  }

  /**
   * Lets out what was taken, until its end.
   *
   * @return whether it ended in order, and was not reset
   */
  boolean release(Socket to) throws InterruptedException, IOException {
    var out = to.getOutputStream();
    boolean wanted = true;
    while (true) {
      var next = underway.take();
      await(next.due());
      switch (next) {
        case Piece.Bytes(_, ByteArrayOutputStream bytes) -> {
          wanted = wanted && written(out, bytes); // the other direction tells who is gone
          room.release(bytes.size());
        }
        case Piece.Fin _ -> {
          return true;
        }
        case Piece.Reset _ -> {
          return false;
        }
      }
    }
  }

  private static boolean written(OutputStream out, ByteArrayOutputStream bytes) {
    try {
      bytes.writeTo(out);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private void await(long due) throws InterruptedException {
    Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
    while (cut.getAsBoolean()) {
      Thread.sleep(LOOK_AGAIN);
    }
  }
}

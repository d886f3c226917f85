package dev.postmeridian.desk;

import dev.postmeridian.mail.MessageId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The room, in bytes, for raw messages that people read, and for what is made of them: one for a
 * process, shared by all its readers, who wait in line for a moment and are then sent away.
 */
public final class ReadingRoom {
  /** One of the largest mails, or many usual ones: what a node of 176 MiB can bear. */
  private static final int BYTES = 32 << 20;

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** Beside a mail that is read: its text, its HTML taken apart, its pictures. */
  private static final int PARSED_BYTES = 2 << 20;

  /** Pieces of a mail on their way from the database to the reader. */
  private static final int PIECES_BYTES = 512 << 10;

  private final Desk desk;
  private final int bytes;
  private final Duration patience;
  private final Semaphore free;

  /** The room that a node has. */
  public ReadingRoom(Desk desk) {
    this(desk, BYTES, PATIENCE);
  }

  /**
   * @param patience how long a reader waits for room
   */
  public ReadingRoom(Desk desk, int bytes, Duration patience) {
    this.desk = desk;
    this.bytes = bytes;
    this.patience = patience;
    this.free = new Semaphore(bytes, true);
  }

  /**
   * What the reader makes of a whole message; empty if that is unknown or erased.
   *
   * @throws FullException if there is no room
   * @throws Desk.UnavailableException while the database does not answer
   */
  public <T> Optional<T> read(String actor, MessageId id, Function<byte[], T> reader) {
    return desk.raw(actor, id)
        .flatMap(
            mail -> within((long) mail.bytes() + PARSED_BYTES, () -> mail.whole().map(reader)));
  }

  /**
   * Lends a message to one who takes it piece by piece, which needs little room whatever its size.
   *
   * @return whether there is such a message
   * @throws FullException if there is no room
   * @throws Desk.UnavailableException while the database does not answer
   */
  public boolean lend(String actor, MessageId id, Consumer<RawMail> reader) {
    Optional<RawMail> found = desk.raw(actor, id);
    found.ifPresent(mail ->
        within(
            PIECES_BYTES,
            () -> {
              reader.accept(mail);
              return true;
            }));
    return found.isPresent();
  }

  /** What needs more than there is has the room to itself. */
  private <T> T within(long wanted, Supplier<T> visit) {
    int taken = (int) Math.min(wanted, bytes);
    enter(taken);
    try {
      return visit.get();
    } finally {
      free.release(taken);
    }
  }

  private void enter(int taken) {
    try {
      if (!free.tryAcquire(taken, patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new FullException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FullException();
    }
  }

  /** So many large messages are being read now that another finds no room. */
  public static final class FullException extends RuntimeException {
    FullException() {
      super("no room for another reader", null, false, false);
    }
  }
}

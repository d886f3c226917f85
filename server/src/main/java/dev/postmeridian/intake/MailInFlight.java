package dev.postmeridian.intake;

import java.util.concurrent.atomic.AtomicLong;

/** The room, in bytes, for mails that have begun to arrive and are not yet stored. */
public final class MailInFlight {
  private final long capacityBytes;
  private final AtomicLong takenBytes = new AtomicLong();

  public MailInFlight(long capacityBytes) {
    this.capacityBytes = capacityBytes;
  }

  /** A place for one mail, empty at first; close it when the mail is stored or given up. */
  public Place place() {
    return new Place();
  }

  /** Bytes taken now. */
  public long takenBytes() {
    return takenBytes.get();
  }

  /** Whether a mail of this size would find room now. */
  public boolean hasRoomFor(long bytes) {
    return takenBytes.get() + bytes <= capacityBytes;
  }

  private boolean take(long bytes) {
    long before = takenBytes.getAndAdd(bytes);
    if (before + bytes > capacityBytes) {
      takenBytes.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  /** One mail's part of the room. Used by one thread. */
  public final class Place implements AutoCloseable {
    private long bytes;

    private Place() {}

    /** Grows to this many bytes; false, and nothing taken, if there is no room. */
    public boolean growTo(long total) {
      if (total <= bytes) {
        return true;
      }
      if (!take(total - bytes)) {
        return false;
      }
      bytes = total;
      return true;
    }

    @Override
    public void close() {
      takenBytes.addAndGet(-bytes);
      bytes = 0;
    }
  }
}

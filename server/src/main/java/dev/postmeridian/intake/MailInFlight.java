package dev.postmeridian.intake;

import java.util.HashMap;
import java.util.Map;

/**
 * The room, in bytes, for mails that have begun to arrive and are not yet stored. No client gets
 * all of it: one that is slow must not close the door for the others.
 */
public final class MailInFlight {
  private final long capacityBytes;
  private final long shareBytes;
  private final Map<ClientNetwork, Long> byClient = new HashMap<>();
  private long takenBytes;

  /** Half of the room, or one mail of the largest size, for each client. */
  public MailInFlight(IntakeLimits limits) {
    this.capacityBytes = limits.inFlightBytes();
    this.shareBytes = Math.max(capacityBytes / 2, limits.messageBytes());
  }

  /** A place for one mail, empty at first; close it when the mail is stored or given up. */
  public Place place(ClientNetwork client) {
    return new Place(client);
  }

  /** Bytes taken now. */
  public synchronized long takenBytes() {
    return takenBytes;
  }

  /** Whether a mail of this size would find room now. */
  public synchronized boolean hasRoomFor(ClientNetwork client, long bytes) {
    return takenBytes + bytes <= capacityBytes
        && byClient.getOrDefault(client, 0L) + bytes <= shareBytes;
  }

  private synchronized boolean take(ClientNetwork client, long bytes) {
    if (!hasRoomFor(client, bytes)) {
      return false;
    }
    takenBytes += bytes;
    byClient.merge(client, bytes, Long::sum);
    return true;
  }

  private synchronized void giveBack(ClientNetwork client, long bytes) {
    takenBytes -= bytes;
    byClient.computeIfPresent(client, (_, taken) -> taken == bytes ? null : taken - bytes);
  }

  /** One mail's part of the room. Used by one thread. */
  public final class Place implements AutoCloseable {
    private final ClientNetwork client;
    private long bytes;

    private Place(ClientNetwork client) {
      this.client = client;
    }

    /** Grows to this many bytes; false, and nothing taken, if there is no room. */
    public boolean growTo(long total) {
      if (total <= bytes) {
        return true;
      }
      if (!take(client, total - bytes)) {
        return false;
      }
      bytes = total;
      return true;
    }

    @Override
    public void close() {
      giveBack(client, bytes);
      bytes = 0;
    }
  }
}

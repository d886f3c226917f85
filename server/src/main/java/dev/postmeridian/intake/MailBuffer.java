package dev.postmeridian.intake;

import java.util.Arrays;

/** A mail's data in memory, within the room that all arriving mails share. */
public final class MailBuffer implements DataSink, AutoCloseable {
  private static final int STEP_BYTES = 16 << 10;

  private final MailInFlight.Place place;
  private final int maxBytes;
  private byte[] bytes = {};
  private int length;
  private int declared;

  MailBuffer(MailInFlight.Place place, int maxBytes) {
    this.place = place;
    this.maxBytes = maxBytes;
  }

  /**
   * Makes room for as much as the client says will come, so that no mail is sent in vain; false if
   * there is none now.
   *
   * @param declaredBytes 0 if the client does not say
   */
  public boolean reserve(long declaredBytes) {
    declared = Math.clamp(declaredBytes, 0, maxBytes);
    return place.growTo(Math.max(declared, STEP_BYTES));
  }

  @Override
  public Verdict write(byte[] from, int start, int end) {
    int count = end - start;
    if (count > maxBytes - length) {
      return Verdict.TOO_BIG;
    }
    if (length + count > bytes.length && !grow(length + count)) {
      return Verdict.NO_ROOM;
    }
    System.arraycopy(from, start, bytes, length, count);
    length += count;
    return Verdict.TAKEN;
  }

  private boolean grow(int needed) {
    int twice = needed > maxBytes / 2 ? maxBytes : needed * 2;
    int capacity = length == 0 ? Math.max(needed, declared) : twice;
    if (!place.growTo(capacity)) {
      return false;
    }
    bytes = Arrays.copyOf(bytes, capacity);
    return true;
  }

  /** The whole mail: the buffer keeps no other copy, and takes no more. */
  public byte[] toByteArray() {
    bytes = bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
    return bytes;
  }

  @Override
  public void close() {
    bytes = new byte[0];
    place.close();
  }
}

package dev.postmeridian.desk;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * A raw message as it came, read piece by piece.
 *
 * @param bytes its size
 */
public record RawMail(int bytes, Pieces pieces) {
  private static final int PIECE_BYTES = 128 << 10;

  /** Where the bytes are. */
  public interface Pieces {
    /** The bytes from this place on; empty if the message is erased meanwhile. */
    Optional<byte[]> read(int from, int length);
  }

  /** One that is in memory. */
  public static RawMail of(byte[] raw) {
    return new RawMail(
        raw.length, (from, length) -> Optional.of(Arrays.copyOfRange(raw, from, from + length)));
  }

  /** All of it; empty if it is erased meanwhile. */
  public Optional<byte[]> whole() {
    byte[] whole = new byte[bytes];
    for (int at = 0; at < bytes; ) {
      Optional<byte[]> piece = next(at);
      if (piece.isEmpty()) {
        return Optional.empty();
      }
      System.arraycopy(piece.get(), 0, whole, at, piece.get().length);
      at += piece.get().length;
    }
    return Optional.of(whole);
  }

  /**
   * Writes all of it, and never holds more than a piece.
   *
   * @throws IOException if it is erased meanwhile, or cannot be written
   */
  public void copyTo(OutputStream out) throws IOException {
    for (int at = 0; at < bytes; ) {
      byte[] piece = next(at).orElseThrow(() -> new IOException("erased while it was read"));
      out.write(piece);
      at += piece.length;
    }
  }

  private Optional<byte[]> next(int at) {
    return pieces.read(at, Math.min(PIECE_BYTES, bytes - at)).filter(piece -> piece.length > 0);
  }
}

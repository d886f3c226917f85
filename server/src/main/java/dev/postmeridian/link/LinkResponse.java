package dev.postmeridian.link;

import java.io.IOException;
import java.io.InputStream;

/**
 * A peer's answer, as it comes. Close it, read to its end or not.
 *
 * @param body may be cut off without an error: what must be whole carries its own end
 */
public record LinkResponse(InputStream body) implements AutoCloseable {
  private static final int LEFT_OVER_BYTES = 64 << 10;

  /**
   * The whole answer.
   *
   * @throws IOException if it is longer
   */
  public byte[] bytes(int most) throws IOException {
    byte[] read = body.readNBytes(most + 1);
    if (read.length > most) {
      throw new IOException("the answer is longer than " + most + " bytes");
    }
    return read;
  }

  /**
   * Waits for the end of an answer of which all that is wanted was read: who closes it before
   * breaks the exchange off, at both ends.
   *
   * @throws IOException if the end does not come
   */
  public void end() throws IOException {
    bytes(LEFT_OVER_BYTES);
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}

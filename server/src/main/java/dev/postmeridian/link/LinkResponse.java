package dev.postmeridian.link;

import java.io.IOException;
import java.io.InputStream;

/**
 * A peer's answer, as it comes. Close it, read to its end or not.
 *
 * @param body may be cut off without an error: what must be whole carries its own end
 */
public record LinkResponse(InputStream body) implements AutoCloseable {
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

  @Override
  public void close() throws IOException {
    body.close();
  }
}

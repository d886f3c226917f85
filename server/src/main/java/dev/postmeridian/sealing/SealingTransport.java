package dev.postmeridian.sealing;

import dev.postmeridian.residency.Clearance;
import java.io.IOException;
import java.io.InputStream;

/** How a question about sealed copies reaches a peer: the link, or a test's wire. */
public interface SealingTransport {
  /** Where no other region is reached. */
  SealingTransport NONE =
      new SealingTransport() {
        @Override
        public <T> T ask(
            Clearance clearance, SealingQuestion question, byte[] body, Reading<T> reading)
            throws IOException {
          throw new IOException("no other region is reached from here");
        }
      };

  /** Reads an answer; what is left of it is thrown away. */
  interface Reading<T> {
    T read(InputStream answer) throws IOException;
  }

  /**
   * Asks the region that the clearance names.
   *
   * @param clearance for what the body tells
   * @throws IOException if the peer can't be reached, or breaks off
   */
  <T> T ask(Clearance clearance, SealingQuestion question, byte[] body, Reading<T> reading)
      throws IOException;
}

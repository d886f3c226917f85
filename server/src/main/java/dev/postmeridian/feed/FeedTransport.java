package dev.postmeridian.feed;

import dev.postmeridian.region.RegionName;
import java.io.IOException;
import java.io.InputStream;

/** How a question about feeds reaches a peer: the link, or a test's wire. */
public interface FeedTransport {
  /** Reads an answer; what is left of it is thrown away. */
  interface Reading<T> {
    T read(InputStream answer) throws IOException;
  }

  /**
   * Asks a peer.
   *
   * @param question as {@link FeedWire} writes it: names and numbers, never content
   * @throws IOException if the peer can't be reached, or breaks off
   */
  <T> T ask(RegionName peer, byte[] question, Reading<T> reading) throws IOException;
}

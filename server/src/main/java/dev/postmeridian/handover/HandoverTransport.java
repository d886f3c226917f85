package dev.postmeridian.handover;

import dev.postmeridian.region.RegionName;
import java.io.IOException;

/** How a question about what is handed over reaches a peer: the link, or a test's wire. */
public interface HandoverTransport {
  /**
   * Asks a peer.
   *
   * @param question names and numbers, never content
   * @return the whole answer
   * @throws IOException if the peer can't be reached, or breaks off
   */
  byte[] ask(RegionName peer, byte[] question) throws IOException;
}

package dev.postmeridian.link;

import dev.postmeridian.region.RegionName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What a region offers to its peers under one path of its {@link LinkServer}. */
public interface LinkService {
  /** Such as {@code /heartbeat}. */
  String path();

  /**
   * Answers one exchange, on a thread of its own. What is left of the request is read and thrown
   * away afterwards.
   *
   * <p>A request or an answer that was cut off may look like one that has ended: whatever must be
   * whole carries its own end.
   *
   * @param peer who asks, proven
   * @param in the request
   * @param out the answer; what is flushed goes out at once
   * @throws IOException if the peer is gone; the exchange fails
   */
  void handle(LinkPeer peer, InputStream in, OutputStream out) throws IOException;

  /** What answers one exchange of a peer whose name is proven. */
  interface Answering {
    void answer(RegionName peer, InputStream in, OutputStream out) throws IOException;
  }

  /** Offers one thing under one path to every peer. */
  static LinkService at(String path, Answering answering) {
    return new LinkService() {
      @Override
      public String path() {
        return path;
      }

      @Override
      public void handle(LinkPeer peer, InputStream in, OutputStream out) throws IOException {
        answering.answer(peer.region(), in, out);
      }
    };
  }
}

package dev.postmeridian.link;

import java.time.Duration;

/**
 * What is asked of a peer.
 *
 * @param lane with what it shares a connection
 * @param path of the peer's {@link LinkService}
 * @param patience how long the peer may take for any one step: to connect, to take the next piece,
 *     to begin its answer, to go on with it
 */
public record LinkRequest(Lane lane, String path, Duration patience) {
  /** Each has a connection of its own, so that none waits behind another's bytes. */
  public enum Lane {
    /** Heartbeats. */
    PULSE,
    /** Mail that a sender waits for. */
    MAIL,
    /** Replication. */
    FEED
  }
}

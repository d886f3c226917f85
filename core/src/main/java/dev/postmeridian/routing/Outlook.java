package dev.postmeridian.routing;

import dev.postmeridian.health.PeerState;
import dev.postmeridian.region.RegionName;
import java.time.Duration;
import java.util.Map;

/**
 * What a region knows of the world at one moment.
 *
 * @param views by region; one that is not here is as good as down, except the region itself
 */
public record Outlook(Map<RegionName, View> views) {
  /** Nothing is known of anybody. */
  public static final Outlook NOTHING = new Outlook(Map.of());

  public Outlook {
    views = Map.copyOf(views);
  }

  /**
   * What is known of one region.
   *
   * @param modelHealthy whether it can decide mail with any model
   * @param utilisation accepted mails a minute over its capacity
   * @param queueDelay how long its oldest mail has been waiting for a decision
   * @param roundTrip as measured on the link; zero for the region itself
   * @param keyEscrowed whether mail may be sealed to it: its public key is known here and its
   *     private key is escrowed
   */
  public record View(
      PeerState state,
      boolean modelHealthy,
      double utilisation,
      Duration queueDelay,
      Duration roundTrip,
      boolean keyEscrowed) {
    /** The same with another word on its key. */
    public View withKeyEscrowed(boolean escrowed) {
      return new View(state, modelHealthy, utilisation, queueDelay, roundTrip, escrowed);
    }

    /** A region of which nothing was heard since this one started. */
    static final View UNKNOWN =
        new View(PeerState.DOWN, false, 0, Duration.ZERO, Duration.ZERO, false);

    /** The region itself, of which nothing bad is known. */
    static final View ITSELF =
        new View(PeerState.READY, true, 0, Duration.ZERO, Duration.ZERO, false);
  }
}

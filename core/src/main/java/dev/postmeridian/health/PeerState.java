package dev.postmeridian.health;

/**
 * What a region makes of another.
 *
 * @param weight how much of its share of mail it gets, from 0 to 1: less than 1 for a while after
 *     it came back
 */
public record PeerState(HealthState state, double weight) {
  /** A region in its best state. */
  public static final PeerState READY = new PeerState(HealthState.READY, 1);

  /** A region that cannot be reached, or was never heard of. */
  public static final PeerState DOWN = new PeerState(HealthState.DOWN, 0);

  /**
   * @throws IllegalArgumentException if the weight is not from 0 to 1
   */
  public PeerState {
    if (!(weight >= 0 && weight <= 1)) {
      throw new IllegalArgumentException("a weight is from 0 to 1, not " + weight);
    }
  }
}

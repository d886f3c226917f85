package dev.postmeridian.http;

import java.util.List;
import java.util.Locale;

/**
 * How a region's node is, as it sees itself.
 *
 * @param reasons what is wrong, in words without content; empty if ready
 * @param countsMail whether its database tells what mail there is
 */
public record RegionState(State state, List<String> reasons, boolean countsMail) {
  /** All is well. */
  public static final RegionState READY = new RegionState(State.READY, List.of());

  public RegionState {
    reasons = List.copyOf(reasons);
  }

  /** A node whose database answers. */
  public RegionState(State state, List<String> reasons) {
    this(state, reasons, true);
  }

  /** A node whose database does not answer. */
  public static RegionState silent(String reason) {
    return new RegionState(State.DOWN, List.of(reason), false);
  }

  /** What a region may be. */
  public enum State {
    READY,
    DEGRADED,
    DRAINING,
    DOWN;

    /** The word of the API. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a load balancer should send work here. */
    public boolean takesWork() {
      return this == READY || this == DEGRADED;
    }
  }
}

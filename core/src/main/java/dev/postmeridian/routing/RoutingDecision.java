package dev.postmeridian.routing;

import java.util.List;

/**
 * A route, and how it was found.
 *
 * @param candidates every region of the deployment: the taken one first, the rest from the nearest
 *     miss to the farthest
 */
public record RoutingDecision(Route route, List<Candidate> candidates) {
  public RoutingDecision {
    candidates = List.copyOf(candidates);
  }
}

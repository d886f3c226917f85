package dev.postmeridian.cli;

import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

/**
 * A region's HTTP API.
 *
 * @param region its name; empty for a remote one that has not been asked yet
 * @param bases its nodes, any of which will do
 * @param token its admin token, never printed; a CommandFailure if it cannot be read
 */
public record Endpoint(String region, List<URI> bases, Supplier<String> token) {
  public Endpoint {
    bases = List.copyOf(bases);
    if (bases.isEmpty()) {
      throw new IllegalArgumentException("a region has a node");
    }
  }

  @Override
  public String toString() {
    return region.isEmpty() ? bases.getFirst().toString() : region;
  }
}

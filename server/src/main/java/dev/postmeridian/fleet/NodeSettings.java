package dev.postmeridian.fleet;

import dev.postmeridian.config.Deployment;
import dev.postmeridian.region.Region;
import dev.postmeridian.region.RegionName;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What one node of one region is started with.
 *
 * @param folder the region's data folder: its database, certificate and token
 * @param binaries a cache folder for PostgreSQL's programs, shared by all regions of a machine
 * @param fleet the data folder that all regions of a machine share: their development authority
 * @param smtp where SMTP listens; so {@code lmtp}, {@code http} and {@code link}
 * @param peers where the nodes of each other region are met
 * @param roundTrips how long the way to a region and back is made to take, for tests; empty for
 *     those that take what they take
 */
public record NodeSettings(
    Deployment deployment,
    RegionName region,
    Path folder,
    Path binaries,
    Path fleet,
    InetSocketAddress smtp,
    InetSocketAddress lmtp,
    InetSocketAddress http,
    InetSocketAddress link,
    Map<RegionName, List<InetSocketAddress>> peers,
    Map<RegionName, Duration> roundTrips) {

  /**
   * @throws IllegalArgumentException if the deployment has no such region
   */
  public NodeSettings {
    if (deployment.region(region).isEmpty()) {
      throw new IllegalArgumentException("the file describes no region " + region);
    }
    peers = Map.copyOf(peers);
    roundTrips = Map.copyOf(roundTrips);
  }

  /** Where a test says which pairs of regions cannot reach each other. */
  public Path cutPairs() {
    return fleet.resolve("cut");
  }

  /** The region as the file describes it. */
  public Region description() {
    return deployment.region(region).orElseThrow();
  }
}

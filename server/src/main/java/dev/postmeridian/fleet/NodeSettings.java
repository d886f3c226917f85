package dev.postmeridian.fleet;

import dev.postmeridian.config.Deployment;
import dev.postmeridian.region.Region;
import dev.postmeridian.region.RegionName;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * What one node of one region is started with.
 *
 * @param folder the region's data folder: its database, certificate and token
 * @param binaries a cache folder for PostgreSQL's programs, shared by all regions of a machine
 * @param smtp where SMTP listens; so {@code lmtp} and {@code http}
 */
public record NodeSettings(
    Deployment deployment,
    RegionName region,
    Path folder,
    Path binaries,
    InetSocketAddress smtp,
    InetSocketAddress lmtp,
    InetSocketAddress http) {

  /**
   * @throws IllegalArgumentException if the deployment has no such region
   */
  public NodeSettings {
    if (deployment.region(region).isEmpty()) {
      throw new IllegalArgumentException("the file describes no region " + region);
    }
  }

  /** The region as the file describes it. */
  public Region description() {
    return deployment.region(region).orElseThrow();
  }
}

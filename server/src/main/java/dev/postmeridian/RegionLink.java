package dev.postmeridian;

import dev.postmeridian.config.RegionSettings;
import dev.postmeridian.fleet.NodeSettings;
import dev.postmeridian.health.Heartbeat;
import dev.postmeridian.link.CutPairs;
import dev.postmeridian.link.DelayedRoutes;
import dev.postmeridian.link.Link;
import dev.postmeridian.link.LinkServer;
import dev.postmeridian.link.LinkService;
import dev.postmeridian.link.Peers;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.tls.DevelopmentAuthority;
import dev.postmeridian.tls.MutualTls;
import java.util.List;
import java.util.function.Supplier;

/**
 * A node's ends of the link: what it knows of the other regions, and where they reach it.
 *
 * @param peers what it knows
 */
record RegionLink(
    NodeSettings settings, MutualTls tls, DelayedRoutes routes, Link link, Peers peers)
    implements AutoCloseable {

  /**
   * Begins to ask the other regions how they are.
   *
   * @param self how this region is
   */
  static RegionLink start(NodeSettings settings, Residency residency, Supplier<Heartbeat> self) {
    var tls = tls(settings);
    var routes =
        new DelayedRoutes(
            settings.region(),
            settings.peers(),
            settings.roundTrips(),
            new CutPairs(settings.cutPairs(), System::nanoTime));
    var link = new Link(routes.addresses(), tls);
    var limits = settings.deployment().fleet().health();
    var peers = new Peers(settings.region(), link, residency, limits, self).start();
    return new RegionLink(settings, tls, routes, link, peers);
  }

  private static MutualTls tls(NodeSettings settings) {
    return settings
        .deployment()
        .settings()
        .getOrDefault(settings.region(), RegionSettings.DEFAULTS)
        .peering()
        .files()
        .map(files -> new MutualTls(files.certificate(), files.key(), files.authority()))
        .orElseGet(() ->
            new DevelopmentAuthority(settings.fleet())
                .certify(settings.region().value(), settings.folder()));
  }

  /** Listens for the other regions. */
  LinkServer serving(List<? extends LinkService> services) {
    return new LinkServer(
            settings.link(), tls, settings.deployment().residency().regions(), services)
        .start();
  }

  @Override
  public void close() {
    peers.close();
    link.close();
    routes.close();
  }
}

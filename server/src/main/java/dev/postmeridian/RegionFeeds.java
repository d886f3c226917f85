package dev.postmeridian;

import dev.postmeridian.config.ReplicationSettings;
import dev.postmeridian.feed.FeedEndpoint;
import dev.postmeridian.feed.FeedPace;
import dev.postmeridian.feed.LostRegions;
import dev.postmeridian.feed.PeerLags;
import dev.postmeridian.feed.Replication;
import dev.postmeridian.health.HealthState;
import dev.postmeridian.link.Link;
import dev.postmeridian.link.LinkService;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.FeedOrigin;
import dev.postmeridian.replication.PeerLag;
import dev.postmeridian.replication.Sealer;
import dev.postmeridian.replication.Sharing;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.routing.Outlook;
import dev.postmeridian.sealing.ClearCopies;
import dev.postmeridian.store.FeedStore;
import dev.postmeridian.store.StorageException;
import dev.postmeridian.telemetry.Meters;
import dev.postmeridian.telemetry.ReplicationMeters;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A node's part in replication: it answers its peers, and one node of a region asks them. */
final class RegionFeeds implements Supplier<List<PeerLag>>, ClearCopies {
  private final RegionName here;
  private final Residency residency;
  private final ReplicationSettings settings;
  private final FeedStore store;
  private final PeerLags lags;
  private final ReplicationMeters meters;
  private volatile Optional<Replication> pulling = Optional.empty();

  /**
   * @param settings how regions copy from each other
   */
  RegionFeeds(
      RegionName here,
      Residency residency,
      ReplicationSettings settings,
      FeedStore store,
      Meters meters) {
    this.here = here;
    this.residency = residency;
    this.settings = settings;
    this.store = store;
    this.lags = new PeerLags(here, residency, store.lags(), settings.lagAlarm());
    this.meters = new ReplicationMeters(meters, lags);
    this.meters.register(lags.peers());
  }

  /** What answers peers that ask for this region's log. */
  LinkService answering(Sealer sealer) {
    var origin =
        new FeedOrigin(
            here, residency, store.log(), sealer, settings.feedLimits(), Clock.systemUTC());
    return LinkFeeds.answering(new FeedEndpoint(origin));
  }

  /**
   * Begins to ask the peers.
   *
   * @param node unique to this process's start
   * @param outlook how the other regions are
   */
  Replication pulling(Link link, long node, Supplier<Outlook> outlook) {
    var replication =
        new Replication(
                here,
                Long.toHexString(node),
                residency,
                store.inbox(),
                store,
                LinkFeeds.asking(link, residency),
                new LostRegions(() -> down(outlook.get()), System::nanoTime),
                FeedPace.DEFAULT,
                meters)
            .start();
    pulling = Optional.of(replication);
    return replication;
  }

  private Set<RegionName> down(Outlook outlook) {
    return residency.regions().stream()
        .filter(region -> !region.equals(here))
        .filter(region -> isDown(outlook, region))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isDown(Outlook outlook, RegionName region) {
    Outlook.View view = outlook.views().get(region);
    return view == null || view.state().state() == HealthState.DOWN;
  }

  @Override
  public Set<RegionName> peers() {
    return residency.regions().stream()
        .filter(peer -> !peer.equals(here))
        .filter(peer -> !Sharing.of(residency, peer, here).clear().isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void compareAgain(RegionName peer) {
    store.compareAgain(peer);
  }

  @Override
  public boolean isCompared(RegionName peer) {
    return store.compared(peer).isPresent();
  }

  /** What peers lack of this region's log; nothing while the database does not tell. */
  @Override
  public List<PeerLag> get() {
    try {
      return lags.get();
    } catch (StorageException _) {
      return List.of(); // the database has just gone
    }
  }

  /** How far this node has got with each feed that it follows, by the feed's name. */
  Map<String, String> positions() {
    return pulling.map(Replication::positions).orElse(Map.of());
  }

  /** What is wrong, in words without content; empty if nothing is. */
  Optional<String> trouble() {
    return lags.trouble();
  }
}

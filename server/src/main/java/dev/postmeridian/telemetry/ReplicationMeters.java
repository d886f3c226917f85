package dev.postmeridian.telemetry;

import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.FeedListener;
import dev.postmeridian.replication.FeedName;
import dev.postmeridian.replication.PeerLag;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What replication counts: how far peers are behind, how long what came had been under way. */
public final class ReplicationMeters implements FeedListener {
  private final MeterRegistry registry;
  private final Supplier<List<PeerLag>> lags;

  /**
   * @param lags read at a scrape; a scrape that cannot read them shows NaN and goes on
   */
  public ReplicationMeters(Meters meters, Supplier<List<PeerLag>> lags) {
    this.registry = meters.registry();
    this.lags = lags;
  }

  /** Registers the gauges of these peers. */
  public void register(List<RegionName> peers) {
    for (RegionName peer : peers) {
      Gauge.builder("postmeridian.replication.rpo.seconds", this, m -> m.rpo(peer))
          .description("How much time's changes would be lost to this peer if this region were")
          .tag("peer", peer.value())
          .register(registry);
      for (ReplicationClass c : ReplicationClass.values()) {
        gauge(
            peer,
            c,
            "lag.seconds",
            "Age of the oldest change that the peer lacks",
            l -> seconds(l.behind()));
        gauge(peer, c, "lag.records", "Changes that the peer lacks", l -> l.records());
        gauge(peer, c, "lag.bytes", "What they weigh with their content", l -> l.bytes());
        gauge(peer, c, "quarantined", "Those in the peer's quarantine", l -> l.diverted());
      }
    }
  }

  private void gauge(
      RegionName peer,
      ReplicationClass c,
      String name,
      String what,
      ToDoubleFunction<PeerLag.ClassLag> value) {
    Gauge.builder("postmeridian.replication." + name, this, m -> m.value(peer, c, value))
        .description(what)
        .tag("peer", peer.value())
        .tag("class", word(c))
        .register(registry);
  }

  private double rpo(RegionName peer) {
    return lag(peer).map(lag -> seconds(lag.rpo())).orElse(Double.NaN);
  }

  private double value(
      RegionName peer, ReplicationClass c, ToDoubleFunction<PeerLag.ClassLag> value) {
    return lag(peer).stream()
        .flatMap(lag -> lag.classes().stream())
        .filter(lag -> lag.replicationClass() == c)
        .mapToDouble(value)
        .findFirst()
        .orElse(Double.NaN);
  }

  private Optional<PeerLag> lag(RegionName peer) {
    try {
      return lags.get().stream().filter(lag -> lag.peer().equals(peer)).findFirst();
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public void stored(FeedName feed, Stored stored) {
    String source = feed.source().value();
    String c = word(feed.replicationClass());
    Timer.builder("postmeridian.replication.delay")
        .description("From a change's stamp until it was stored here, the oldest of each batch")
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofMillis(10))
        .maximumExpectedValue(Duration.ofMinutes(15))
        .tags("peer", source, "class", c)
        .register(registry)
        .record(stored.slowest());
    Counter.builder("postmeridian.replication.records")
        .description("Changes that came from this peer")
        .tags("peer", source, "class", c)
        .register(registry)
        .increment(stored.records());
    Counter.builder("postmeridian.replication.bytes")
        .description("Their bytes, with content")
        .tags("peer", source, "class", c)
        .register(registry)
        .increment((double) stored.bytes());
  }

  private static String word(ReplicationClass c) {
    return c.name().toLowerCase(Locale.ROOT);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}

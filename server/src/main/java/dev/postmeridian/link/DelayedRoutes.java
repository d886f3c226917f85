package dev.postmeridian.link;

import dev.postmeridian.region.RegionName;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The ways to the nodes of other regions, some of them delayed. */
public final class DelayedRoutes implements AutoCloseable {
  private final List<DelayedRoute> routes = new ArrayList<>();
  private final Map<RegionName, List<InetSocketAddress>> addresses;

  /**
   * @param here where they begin
   * @param nodes where each region's nodes are met
   * @param roundTrips how long the way to a region and back takes; a region that is missing is
   *     reached without a delay
   */
  public DelayedRoutes(
      RegionName here,
      Map<RegionName, List<InetSocketAddress>> nodes,
      Map<RegionName, Duration> roundTrips,
      CutPairs cuts) {
    this.addresses = new HashMap<>(nodes);
    for (var region : roundTrips.keySet()) {
      BooleanSupplier cut = () -> cuts.cut(here, region);
      var delayed =
          nodes.getOrDefault(region, List.of()).stream()
              .map(node -> new DelayedRoute(node, roundTrips.get(region), cut))
              .toList();
      routes.addAll(delayed);
      addresses.put(region, delayed.stream().map(DelayedRoute::entrance).toList());
    }
  }

  /** Where to connect to reach each region's nodes, in the same order. */
  public Map<RegionName, List<InetSocketAddress>> addresses() {
    return Map.copyOf(addresses);
  }

  @Override
  public void close() {
    routes.forEach(DelayedRoute::close);
  }
}

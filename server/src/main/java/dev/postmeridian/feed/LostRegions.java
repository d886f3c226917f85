package dev.postmeridian.feed;

import dev.postmeridian.region.RegionName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The regions that have been down for a while: then others pass on what they told, and decide their
 * mail. One that was not heard of since this node began counts from then.
 */
public final class LostRegions implements Supplier<Set<RegionName>> {
  private static final long GRACE_NANOS = Duration.ofSeconds(15).toNanos();
  private final Supplier<Set<RegionName>> down;
  private final LongSupplier nanos;
  private final Map<RegionName, Long> since = new HashMap<>();

  /**
   * @param down the regions that are down now
   * @param nanos a clock that only runs forward
   */
  public LostRegions(Supplier<Set<RegionName>> down, LongSupplier nanos) {
    this.down = down;
    this.nanos = nanos;
  }

  @Override
  public synchronized Set<RegionName> get() {
    Set<RegionName> now = down.get();
    since.keySet().retainAll(now);
    now.forEach(region -> since.putIfAbsent(region, nanos.getAsLong()));
    return since.entrySet().stream()
        .filter(e -> nanos.getAsLong() - e.getValue() >= GRACE_NANOS)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }
}

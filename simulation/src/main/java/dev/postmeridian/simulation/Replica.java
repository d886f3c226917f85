package dev.postmeridian.simulation;

import dev.postmeridian.change.Change;
import dev.postmeridian.change.HybridClock;
import dev.postmeridian.change.MergedState;
import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import java.time.InstantSource;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One region's copy of the messages: the product's own clock and merge on a simulated wall clock.
 */
final class Replica {
  private static final Country COUNTRY = new Country("DE");
  private final RegionName region;
  private final HybridClock clock;
  private final SortedMap<MessageId, MergedState> messages = new TreeMap<>();

  Replica(RegionName region, InstantSource wall, long node) {
    this.region = region;
    this.clock = new HybridClock(wall, region, node);
  }

  RegionName region() {
    return region;
  }

  /** Writes a field here, as a person or a model does: it observes what it replaces. */
  Change write(MessageId message, String field, String json) {
    state(message).fields().values().forEach(version -> clock.observe(version.stamp()));
    Change change =
        new Change(
            clock.next(),
            message,
            COUNTRY,
            ReplicationClass.NORMAL,
            new TreeMap<>(Map.of(field, json)));
    receive(change);
    return change;
  }

  /** Merges a change, its own or another region's. */
  void receive(Change change) {
    messages.merge(
        change.message(), MergedState.EMPTY.with(change), (known, ignored) -> known.with(change));
  }

  MergedState state(MessageId message) {
    return messages.getOrDefault(message, MergedState.EMPTY);
  }

  SortedMap<MessageId, MergedState> messages() {
    return messages;
  }
}

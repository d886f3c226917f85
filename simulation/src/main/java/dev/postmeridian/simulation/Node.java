package dev.postmeridian.simulation;

import dev.postmeridian.change.Change;
import dev.postmeridian.change.HybridClock;
import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/** One process of a region, until it dies: the product's own clock on a simulated wall clock. */
final class Node {
  private static final Country COUNTRY = new Country("DE");
  private final Replica replica;
  private final HybridClock clock;

  /**
   * Starts it: all it knows is what its region's database holds.
   *
   * @param number drawn at this start
   */
  Node(Replica replica, InstantSource wall, long number) {
    this.replica = replica;
    this.clock = new HybridClock(wall, replica.region(), number);
    replica.newest().ifPresent(clock::observe);
  }

  /** Writes a field, as a person or a model does: it observes what it replaces. */
  Change write(MessageId message, String field, String json) {
    replica.state(message).fields().values().forEach(version -> clock.observe(version.stamp()));
    Change change =
        new Change(
            clock.next(),
            message,
            COUNTRY,
            ReplicationClass.NORMAL,
            new TreeMap<>(Map.of(field, json)));
    replica.receive(change);
    return change;
  }
}

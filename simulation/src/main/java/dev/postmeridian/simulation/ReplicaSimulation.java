package dev.postmeridian.simulation;

import dev.postmeridian.change.Change;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.RegionName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A whole run from one seed: regions with clocks that disagree by minutes write the same messages
 * while the network delays, repeats and reorders what they tell each other.
 *
 * <p>Checked after every write: who wrote reads what was written, however slow their clock. Checked
 * at the end, once everything has arrived: all replicas are equal.
 */
public final class ReplicaSimulation {
  private static final int MESSAGES = 5;
  private static final long MAX_SKEW_MILLIS = 300_000;
  private static final List<String> FIELDS =
      List.of("decision", "person_queue", "person_priority", "of_a_later_version");

  private final Random random;
  private final List<Replica> replicas = new ArrayList<>();
  private final List<Delivery> network = new ArrayList<>();
  private final AtomicLong millis = new AtomicLong(1_000_000_000L);

  private record Delivery(Replica to, Change change) {}

  /**
   * @param regions how many replicas, 1 to 26
   */
  public ReplicaSimulation(long seed, int regions) {
    random = new Random(seed);
    for (int i = 0; i < regions; i++) {
      long skew = random.nextLong(-MAX_SKEW_MILLIS, MAX_SKEW_MILLIS);
      var name = new RegionName("region-" + (char) ('a' + i));
      replicas.add(
          new Replica(name, () -> Instant.ofEpochMilli(millis.get() + skew), random.nextLong()));
    }
  }

  /**
   * Runs this many events, then lets the network drain.
   *
   * @return a digest of the final state, equal for equal seeds
   * @throws IllegalStateException if an invariant does not hold; the message says which
   */
  public int run(int events) {
    for (int i = 0; i < events; i++) {
      millis.addAndGet(random.nextInt(1_000));
      if (random.nextBoolean() || network.isEmpty()) {
        write(i);
      } else {
        deliver();
      }
    }
    while (!network.isEmpty()) {
      deliver();
    }
    replicas.forEach(this::isEqualToTheFirst);
    return replicas.getFirst().messages().hashCode();
  }

  private void write(int event) {
    Replica writer = any(replicas);
    var message =
        new MessageId("0".repeat(24) + HexFormat.of().toHexDigits(random.nextInt(MESSAGES)));
    String field = any(FIELDS);
    String json = Integer.toString(event);
    Change change = writer.write(message, field, json);
    var seen = writer.state(message).fields().get(field);
    if (seen == null || !seen.json().equals(json)) {
      throw new IllegalStateException(writer.region() + " does not read what it wrote: " + change);
    }
    replicas.stream()
        .filter(replica -> replica != writer)
        .forEach(replica -> network.add(new Delivery(replica, change)));
  }

  private void deliver() {
    int which = random.nextInt(network.size());
    boolean again = random.nextInt(10) == 0;
    Delivery delivery = again ? network.get(which) : network.remove(which);
    delivery.to().receive(delivery.change());
  }

  private void isEqualToTheFirst(Replica replica) {
    Replica first = replicas.getFirst();
    if (!replica.messages().equals(first.messages())) {
      throw new IllegalStateException(
          replica.region() + " and " + first.region() + " hold different states");
    }
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}

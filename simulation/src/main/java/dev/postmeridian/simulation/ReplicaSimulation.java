package dev.postmeridian.simulation;

import dev.postmeridian.change.Change;
import dev.postmeridian.change.Field;
import dev.postmeridian.change.MergedState;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.RegionName;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A whole run from one seed: regions of two nodes, whose clocks disagree, write and erase the same
 * messages while nodes and whole regions die and come back, and the network delays, repeats and
 * reorders what they tell each other.
 *
 * <p>Checked after every write: who wrote reads what was written, however slow their clock and
 * whichever node wrote before; what a model says changes nothing a person said. Checked at every
 * arrival: what is erased stays so. Checked at the end, once everything has arrived: all replicas
 * are equal.
 */
public final class ReplicaSimulation {
  private static final int MESSAGES = 5;
  private static final List<String> FIELDS =
      List.of(
          Field.DECISION.key(),
          Field.PERSON_QUEUE.key(),
          Field.PERSON_PRIORITY.key(),
          "of_a_later_version");

  private final Random random;
  private final List<Site> sites = new ArrayList<>();
  private final List<Delivery> network = new ArrayList<>();
  private final AtomicLong millis = new AtomicLong(1_000_000_000L);

  private record Delivery(Site to, Change change) {}

  /**
   * @param regions how many replicas, 1 to 26
   */
  public ReplicaSimulation(long seed, int regions) {
    random = new Random(seed);
    for (int i = 0; i < regions; i++) {
      var name = new RegionName("region-" + (char) ('a' + i));
      sites.add(new Site(new Replica(name), millis, random));
    }
  }

  /**
   * Runs this many events, then starts what is down and lets the network drain.
   *
   * @return a digest of the final state, equal for equal seeds
   * @throws IllegalStateException if an invariant does not hold; the message says which
   */
  public int run(int events) {
    for (int i = 0; i < events; i++) {
      millis.addAndGet(random.nextInt(1_000));
      switch (random.nextInt(20)) {
        case 0 -> any(sites).killNode();
        case 1 -> toggle(any(sites));
        case 2, 3, 4, 5, 6, 7, 8, 9, 10 -> deliver();
        default -> write(i);
      }
    }
    sites.stream().filter(site -> !site.isUp()).forEach(Site::start);
    while (!network.isEmpty()) {
      deliver();
    }
    sites.forEach(this::isEqualToTheFirst);
    return sites.getFirst().replica().messages().hashCode();
  }

  private static void toggle(Site site) {
    if (site.isUp()) {
      site.kill();
    } else {
      site.start();
    }
  }

  private void write(int event) {
    Site site = any(sites);
    if (!site.isUp()) {
      return;
    }
    var message =
        new MessageId("0".repeat(24) + HexFormat.of().toHexDigits(random.nextInt(MESSAGES)));
    String field = random.nextInt(25) == 0 ? Field.ERASED.key() : any(FIELDS);
    var before = saidByPeople(site, message);
    Change change = site.anyNode().write(message, field, Integer.toString(event));
    readsWhatItWrote(site, change, field);
    if (field.equals(Field.DECISION.key()) && !saidByPeople(site, message).equals(before)) {
      throw new IllegalStateException("a model overwrote what a person said: " + change);
    }
    sites.stream()
        .filter(other -> other != site)
        .forEach(other -> network.add(new Delivery(other, change)));
  }

  private static void readsWhatItWrote(Site site, Change change, String field) {
    var seen = site.replica().state(change.message()).fields().get(field);
    if (seen == null || !seen.stamp().equals(change.stamp())) {
      throw new IllegalStateException(
          site.replica().region() + " does not read what it wrote: " + change);
    }
  }

  private static SortedMap<String, MergedState.Versioned> saidByPeople(
      Site site, MessageId message) {
    var said = new TreeMap<>(site.replica().state(message).fields());
    said.keySet().removeIf(name -> !name.startsWith("person_"));
    return said;
  }

  private void deliver() {
    if (network.isEmpty()) {
      return;
    }
    int which = random.nextInt(network.size());
    Delivery delivery = network.get(which);
    if (!delivery.to().isUp()) {
      return;
    }
    boolean again = random.nextInt(10) == 0;
    if (!again) {
      network.remove(which);
    }
    delivery.to().replica().receive(delivery.change());
  }

  private void isEqualToTheFirst(Site site) {
    Replica first = sites.getFirst().replica();
    if (!site.replica().messages().equals(first.messages())) {
      throw new IllegalStateException(
          site.replica().region() + " and " + first.region() + " hold different states");
    }
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}

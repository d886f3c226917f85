package dev.postmeridian.simulation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** A region with its database and its two nodes on machines whose clocks disagree. */
final class Site {
  private static final int NODES = 2;

  /** Two clocks differ by less than {@code max_clock_skew}. */
  private static final long MAX_SKEW_MILLIS = 29_000;

  private final Replica replica;
  private final Random random;
  private final List<InstantSource> machines = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private boolean up = true;

  Site(Replica replica, AtomicLong millis, Random random) {
    this.replica = replica;
    this.random = random;
    for (int i = 0; i < NODES; i++) {
      long skew = random.nextLong(-MAX_SKEW_MILLIS, MAX_SKEW_MILLIS);
      machines.add(() -> Instant.ofEpochMilli(millis.get() + skew));
      nodes.add(started(i));
    }
  }

  Replica replica() {
    return replica;
  }

  Node anyNode() {
    return nodes.get(random.nextInt(NODES));
  }

  boolean isUp() {
    return up;
  }

  /** One node dies and starts again: its clock's memory is gone, its number is another. */
  void killNode() {
    int which = random.nextInt(NODES);
    nodes.set(which, started(which));
  }

  /** All of it dies; what the network brings waits. */
  void kill() {
    up = false;
  }

  void start() {
    up = true;
    for (int i = 0; i < NODES; i++) {
      nodes.set(i, started(i));
    }
  }

  private Node started(int machine) {
    return new Node(replica, machines.get(machine), random.nextLong());
  }
}

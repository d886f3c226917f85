package dev.postmeridian.feed;

import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.replication.FairTurns;

/** Turns of the classes of one peer, waited for. */
final class Turns {
  /** A class whose own feed is slow must not hold the others for ever. */
  private static final long LONGEST_MILLIS = 1_000;

  private final FairTurns turns = new FairTurns();

  /** Waits until it is this class's turn, or long enough. */
  synchronized void await(ReplicationClass who) throws InterruptedException {
    long end = System.nanoTime() + LONGEST_MILLIS * 1_000_000;
    while (!turns.mayGo(who)) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }

  /** Notes what a class took, and whether there is more of it to be had at once. */
  synchronized void took(ReplicationClass who, long bytes, boolean more) {
    if (more) {
      turns.hasMore(who);
    } else {
      turns.hasNone(who);
    }
    turns.took(who, bytes);
    notifyAll();
  }
}

package dev.postmeridian.triage;

import java.util.Arrays;
import java.util.Optional;

/** How much a message presses: the order of a list that begins with what presses most. */
public enum Pressing {
  URGENT(0),
  HIGH(1),
  /** Also what cannot be read, which only a person can judge. */
  NORMAL(2),
  LOW(3),
  /** What lies in junk, whatever its priority. */
  JUNK(4),
  /** What a person has finished. */
  DONE(5),
  /** What nobody has judged yet. */
  UNDECIDED(6);

  private final int rank;

  Pressing(int rank) {
    this.rank = rank;
  }

  /** Its place in the order, as databases keep it. */
  public int rank() {
    return rank;
  }

  /**
   * The one of this rank.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Pressing ofRank(int rank) {
    return Arrays.stream(values())
        .filter(pressing -> pressing.rank == rank)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("nothing presses " + rank));
  }

  /**
   * How much a message presses.
   *
   * @param queue the one it lies in
   * @param unreadable whether it could not be read, so that it is in quarantine
   * @param done whether a person has finished it
   */
  public static Pressing of(
      Optional<Priority> priority, Optional<QueueName> queue, boolean unreadable, boolean done) {
    if (done) {
      return DONE;
    }
    if (priority.isEmpty() && !unreadable) {
      return UNDECIDED;
    }
    return queue.filter(QueueName.JUNK::equals).isPresent()
        ? JUNK
        : priority.map(Pressing::of).orElse(NORMAL);
  }

  /** How much an open message of this priority presses that does not lie in junk. */
  public static Pressing of(Priority priority) {
    return switch (priority) {
      case URGENT -> URGENT;
      case HIGH -> HIGH;
      case NORMAL -> NORMAL;
      case LOW -> LOW;
    };
  }
}

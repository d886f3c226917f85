package dev.postmeridian.change;

import java.util.Arrays;

/** How soon a change should reach other regions. */
public enum ReplicationClass {
  URGENT(0),
  NORMAL(1),
  BULK(2);

  private final int number;

  ReplicationClass(int number) {
    this.number = number;
  }

  /** The number in the log and on the wire. */
  public int number() {
    return number;
  }

  /**
   * The class of this number.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ReplicationClass of(int number) {
    return Arrays.stream(values())
        .filter(c -> c.number == number)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no replication class " + number));
  }
}

package dev.postmeridian.change;

/** How soon a change should reach other regions; the ordinal is the number in the log. */
public enum ReplicationClass {
  URGENT,
  NORMAL,
  BULK
}

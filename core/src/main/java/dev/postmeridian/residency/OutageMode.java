package dev.postmeridian.residency;

/** What becomes of a country's mail while no region that may process it can take it. */
public enum OutageMode {
  /** The sender keeps it: 451 at RCPT. */
  HOLD,
  /** It is accepted, encrypted in memory to a lawful region's key, stored so and drained later. */
  SEAL
}

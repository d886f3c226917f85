package dev.postmeridian.store;

import java.time.Duration;

/**
 * How much of the database one node uses.
 *
 * @param workerConnections for accepting, triage and upkeep
 * @param consoleConnections for people's requests
 * @param feedConnections for feeds to and from other regions
 * @param connectionTimeout how long to wait for a connection before saying so
 * @param patience how long the database may be silent before its connection is given up, in whole
 *     seconds; the server ends transactions by itself after ten
 */
public record StoreLimits(
    int workerConnections,
    int consoleConnections,
    int feedConnections,
    Duration connectionTimeout,
    Duration patience,
    LogLimits log) {
  /** The defaults. */
  public static final StoreLimits DEFAULT =
      new StoreLimits(6, 4, 5, Duration.ofSeconds(5), Duration.ofSeconds(20), LogLimits.DEFAULT);

  /**
   * @throws IllegalArgumentException if a pool is too small or the patience too short
   */
  public StoreLimits {
    if (workerConnections < 2 || consoleConnections < 1 || feedConnections < 1) {
      throw new IllegalArgumentException(
          "the log and the worker need a connection each, and the console and the feeds need one");
    }
    if (patience.toSeconds() < 1) {
      throw new IllegalArgumentException("patience is a second at least, not " + patience);
    }
  }
}

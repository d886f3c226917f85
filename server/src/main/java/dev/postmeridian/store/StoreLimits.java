package dev.postmeridian.store;

import java.time.Duration;

/**
 * How much of the database one node uses.
 *
 * @param workerConnections for accepting, triage and upkeep
 * @param consoleConnections for people's requests
 * @param connectionTimeout how long to wait for a connection before saying so
 */
public record StoreLimits(
    int workerConnections, int consoleConnections, Duration connectionTimeout, LogLimits log) {
  /** The defaults. */
  public static final StoreLimits DEFAULT =
      new StoreLimits(6, 4, Duration.ofSeconds(5), LogLimits.DEFAULT);

  /**
   * @throws IllegalArgumentException if a pool could not serve the log's writers
   */
  public StoreLimits {
    if (workerConnections <= log.writers() || consoleConnections < 1) {
      throw new IllegalArgumentException(
          "the worker's connections must outnumber the log's writers, and the console needs one");
    }
  }
}

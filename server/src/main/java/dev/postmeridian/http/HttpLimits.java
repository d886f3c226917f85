package dev.postmeridian.http;

import java.time.Duration;

/**
 * What one HTTP listener bears.
 *
 * @param maxRequestBytes largest request body; a message by HTTP must fit
 * @param readTimeout how long a read may wait for the client's next byte
 * @param idleTimeout how long a connection may rest between requests
 * @param maxConnections most open connections; further ones wait in the backlog
 * @param maxConcurrentRequests most requests under way; further ones get 503
 * @param stopGrace how long requests under way may take to end when the server stops
 */
public record HttpLimits(
    long maxRequestBytes,
    Duration readTimeout,
    Duration idleTimeout,
    int maxConnections,
    int maxConcurrentRequests,
    Duration stopGrace) {
  /** 50 MiB, 30 s, 2 min, 1,000 connections, 500 requests, 2 s. */
  public static final HttpLimits DEFAULT =
      new HttpLimits(
          50L << 20,
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          1000,
          500,
          Duration.ofSeconds(2));

  /**
   * @throws IllegalArgumentException if a limit is not positive
   */
  public HttpLimits {
    if (maxRequestBytes < 1 || maxConnections < 1 || maxConcurrentRequests < 1) {
      throw new IllegalArgumentException("limits of an HTTP listener must be positive");
    }
    if (!readTimeout.isPositive() || !idleTimeout.isPositive() || stopGrace.isNegative()) {
      throw new IllegalArgumentException("times of an HTTP listener must be positive");
    }
  }
}

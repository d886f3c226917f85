package dev.postmeridian.health;

import java.time.Duration;

/**
 * Suspects a peer the more, the longer its next heartbeat is overdue: the accrual failure detector
 * of Hayashibara et al., "The φ accrual failure detector" (2004).
 *
 * <p>It learns the mean and deviation of the last intervals, so that a far or uneven link is not
 * taken for a dead one. Times are nanoseconds of a monotonic clock. Not safe for several threads.
 */
public final class FailureDetector {
  private static final int WINDOW = 60;

  /** Suspicion is bounded: beyond this the tail of the normal distribution is nothing. */
  private static final double MOST = 300;

  private final double[] intervals = new double[WINDOW];
  private final double pause;
  private final double leastDeviation;
  private int known;
  private int next;
  private long last;
  private boolean heard;

  /**
   * @param expected the interval to go by before any is measured
   * @param pause a silence beyond the usual that raises no suspicion
   */
  public FailureDetector(Duration expected, Duration pause) {
    this.pause = pause.toNanos();
    this.leastDeviation = expected.toNanos() / 10.0;
    // as Akka does: begin with a wide guess around what is expected
    remember(expected.toNanos() * 0.75);
    remember(expected.toNanos() * 1.25);
  }

  /** A heartbeat arrived. */
  public void heartbeat(long now) {
    if (heard) {
      // a silence that ended is no example of how far apart heartbeats are
      remember(Math.min((double) Math.max(0, now - last), mean() * 3 + pause));
    }
    heard = true;
    last = now;
  }

  /** Begins anew: a peer that came back is not judged by how it was before. */
  public void forget() {
    heard = false;
  }

  /**
   * Phi: the negative decimal logarithm of the chance that the next heartbeat is still to come. 0
   * before the first one.
   */
  public double suspicion(long now) {
    if (!heard) {
      return 0;
    }
    double late = (now - last - mean() - pause) / deviation();
    double chance = tail(late);
    return chance <= 0 ? MOST : Math.min(MOST, -Math.log10(chance));
  }

  /** The normal distribution's upper tail; logistic approximation, as Cassandra and Akka use. */
  private static double tail(double y) {
    double e = Math.exp(-y * (1.5976 + 0.070566 * y * y));
    return y > 0 ? e / (1 + e) : 1 - 1 / (1 + e);
  }

  private void remember(double interval) {
    intervals[next] = interval;
    next = (next + 1) % WINDOW;
    known = Math.min(WINDOW, known + 1);
  }

  private double mean() {
    double sum = 0;
    for (int i = 0; i < known; i++) {
      sum += intervals[i];
    }
    return sum / known;
  }

  private double deviation() {
    double mean = mean();
    double squares = 0;
    for (int i = 0; i < known; i++) {
      squares += (intervals[i] - mean) * (intervals[i] - mean);
    }
    return Math.max(leastDeviation, Math.sqrt(squares / known));
  }
}

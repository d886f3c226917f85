package dev.postmeridian.smtp;

import java.time.Duration;

/**
 * How fast a mail's data must come, so that nobody holds the room of others with a trickle: at the
 * rate at which the largest mail takes all the time, with a start of a third of it. By default that
 * is more than the three minutes that a sender itself may wait for one block (RFC 5321, section
 * 4.5.3.2.5).
 *
 * @param all the time for the largest mail
 * @param largestBytes its size
 */
record Pace(Duration all, long largestBytes) {
  /** How long the data may take until more than this has come. */
  long nanosFor(long receivedBytes) {
    double pace = (double) receivedBytes / largestBytes;
    return Math.min(all.toNanos(), (long) (all.toNanos() / 3.0 + all.toNanos() * pace));
  }
}

package dev.postmeridian.store;

/**
 * How accepted mail is gathered into commits.
 *
 * @param writers threads that commit; while one waits for its flush, another gathers
 * @param batchMessages the most messages one commit holds
 * @param batchBytes a commit takes no further message once it holds so many bytes
 * @param waitingCalls calls that may wait for a commit; more are told to come again
 */
public record LogLimits(int writers, int batchMessages, long batchBytes, int waitingCalls) {
  /**
   * The defaults. One writer: what comes while it flushes makes its next batch larger, and the
   * database's cost is one of statements more than of rows (a fifth less CPU a mail than two).
   */
  public static final LogLimits DEFAULT = new LogLimits(1, 64, 4 << 20, 2048);

  /**
   * @throws IllegalArgumentException if a limit is not positive
   */
  public LogLimits {
    if (writers < 1 || batchMessages < 1 || batchBytes < 1 || waitingCalls < 1) {
      throw new IllegalArgumentException("limits of the log are positive");
    }
  }
}

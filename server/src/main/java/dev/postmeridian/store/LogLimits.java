package dev.postmeridian.store;

/**
 * How accepted mail is gathered into commits.
 *
 * @param batchMessages the most messages one commit holds
 * @param batchBytes a commit takes no further message once it holds so many bytes
 * @param waitingCalls calls that may wait for a commit; more are told to come again
 */
public record LogLimits(int batchMessages, long batchBytes, int waitingCalls) {
  /** The defaults. */
  public static final LogLimits DEFAULT = new LogLimits(64, 4 << 20, 2048);

  /**
   * @throws IllegalArgumentException if a limit is not positive
   */
  public LogLimits {
    if (batchMessages < 1 || batchBytes < 1 || waitingCalls < 1) {
      throw new IllegalArgumentException("limits of the log are positive");
    }
  }
}

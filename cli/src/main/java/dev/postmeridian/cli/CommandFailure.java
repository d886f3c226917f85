package dev.postmeridian.cli;

/** Why a command stops: what happened and what to do next, for people, with an exit code. */
public final class CommandFailure extends RuntimeException {
  private final int exitCode;

  /**
   * @param message what happened, to what, why, and what to do next
   */
  public CommandFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** What the process shall exit with. */
  public int exitCode() {
    return exitCode;
  }

  /** The message; never absent. */
  public String said() {
    return String.valueOf(getMessage());
  }
}

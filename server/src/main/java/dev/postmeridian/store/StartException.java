package dev.postmeridian.store;

/** A region's database can't be started or reached; the message says why and what to do. */
public final class StartException extends RuntimeException {
  private final Cause cause;

  /** What stands in the way. */
  public enum Cause {
    PORT_IN_USE,
    DISK_FULL,
    OTHER_VERSION,
    OTHER_REGION,
    UNSAFE_SETTINGS,
    CLOCK_SKEW,
    NOT_WRITABLE,
    ROOT_NOT_ALLOWED,
    BUSY,
    UNREACHABLE,
    BROKEN
  }

  public StartException(Cause cause, String message) {
    super(message);
    this.cause = cause;
  }

  public StartException(Cause cause, String message, Throwable origin) {
    super(message, origin);
    this.cause = cause;
  }

  /** What stands in the way, for programs. */
  public Cause reason() {
    return cause;
  }
}

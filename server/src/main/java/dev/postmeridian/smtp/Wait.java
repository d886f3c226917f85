package dev.postmeridian.smtp;

/**
 * What a session's thread is blocked on and until when, so that the server can end it from outside:
 * whoever takes the wait away from its thread owns the connection from then on.
 */
final class Wait {
  /** What is waited for. */
  enum For {
    /** Nothing: the session is working. */
    NOTHING,
    /** The next command. */
    COMMAND,
    /** More of a mail's data. */
    DATA,
    /** The peer to read our replies, or its part of a TLS handshake. */
    PEER,
    /** Nothing any more: the server has ended the session. */
    ENDED
  }

  private For current = For.NOTHING;
  private long untilNanos;

  /** The session's thread is about to block. False if the session has been ended. */
  synchronized boolean begin(For what, long until) {
    if (current != For.NOTHING) {
      return false;
    }
    current = what;
    untilNanos = until;
    return true;
  }

  /** The session's thread goes on. False if the session has been ended meanwhile. */
  synchronized boolean end() {
    if (current == For.ENDED) {
      return false;
    }
    current = For.NOTHING;
    return true;
  }

  /** What is overdue; {@link For#NOTHING} if nothing is. */
  synchronized For overdue(long nowNanos) {
    return nowNanos - untilNanos >= 0 ? current : For.NOTHING;
  }

  /** Takes the session away from its thread if it is waiting for this. */
  synchronized boolean take(For what, long until) {
    if (current != what) {
      return false;
    }
    current = For.ENDED;
    untilNanos = until;
    return true;
  }
}

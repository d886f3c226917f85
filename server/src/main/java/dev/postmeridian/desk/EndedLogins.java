package dev.postmeridian.desk;

import java.time.Instant;

/**
 * Logins that ended before their time, as all nodes of a region know them; both methods throw
 * {@link Desk.UnavailableException} while the database does not answer.
 */
public interface EndedLogins {
  /**
   * Ends a login; a second time changes nothing.
   *
   * @param digest 32 bytes that stand for the login and do not tell it
   * @param until when it would have ended by itself; from then on it may be forgotten
   */
  void end(String actor, byte[] digest, Instant until);

  /** Whether this login has ended. */
  boolean hasEnded(String actor, byte[] digest);
}

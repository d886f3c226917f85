package dev.postmeridian.handover;

import java.util.Optional;

/**
 * What a region's database knows of the last change of law that was applied to its mail. Each
 * throws {@link UnavailableException} while the database does not answer.
 */
public interface HandoverJournal {
  /**
   * The last operation.
   *
   * @param running whether some node is at it, or was until a moment ago
   * @param done whether it came to its end and nothing was left to do
   * @param kept messages that no lawful region could be seen to hold: they are still here
   * @param obstacle why, and what to do; empty if there is nothing
   */
  record Progress(
      String actor,
      boolean running,
      boolean done,
      long relabelled,
      long handedOver,
      long sealed,
      long kept,
      String obstacle) {
    /** Whether whoever began it was stopped before its end. */
    boolean isUnended() {
      return running || (!done && obstacle.isEmpty());
    }
  }

  /** The database did not answer: what was to be noted is not. */
  final class UnavailableException extends RuntimeException {
    public UnavailableException(Throwable cause) {
      super("the region's database does not tell how far the change of law is applied", cause);
    }
  }

  /** Begins an operation, or goes on with one that did not end. */
  void begin(String actor);

  /** Says that it goes on. */
  void move();

  /** Notes its end. */
  void end(long kept, String obstacle);

  /** How far the last one has come; empty if there never was one. */
  Optional<Progress> progress();
}

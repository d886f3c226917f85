package dev.postmeridian.desk;

import dev.postmeridian.change.Stamp;
import dev.postmeridian.mail.MessageId;
import java.util.List;
import java.util.Optional;

/**
 * A region's mail as its people see and correct it. Every call names its actor, whose rights the
 * database itself enforces, and throws {@link UnavailableException} while that does not answer.
 */
public interface Desk {
  /** The messages that the filter lets through, in its order, at most {@code filter.limit()}. */
  List<MessageSummary> list(String actor, MessageFilter filter);

  /** One message with all that is known of it. */
  Optional<MessageView> find(String actor, MessageId id);

  /**
   * Whose ids begin so, at most two: one names a message, two say that more of it is needed.
   *
   * @param hex up to 32 lower-case hex digits
   */
  List<MessageId> startingWith(String actor, String hex);

  /**
   * The raw message as it came; empty if it is unknown or erased. What a node's people read goes
   * through its {@link ReadingRoom}.
   */
  Optional<RawMail> raw(String actor, MessageId id);

  /** Each configured queue, review and junk, with its waiting messages: those not done. */
  List<QueueLoad> queues(String actor);

  /**
   * Writes what a person says of a message, and an audit event, in one transaction.
   *
   * @return empty if the message is unknown or erased
   * @throws RefusedException if the database answers and would not store it
   */
  Optional<Corrected> correct(String actor, MessageId id, Correction correction);

  /**
   * Takes back one correction of the actor's: what people had said before stands again, or the
   * model's word, and can be taken back in turn. Nothing is taken back while a newer word stands on
   * anything that it said.
   *
   * @param correction the stamp by which it was written
   * @return empty if the message is unknown or erased
   * @throws RefusedException if the database answers and would not store it
   */
  Optional<Corrected> undo(String actor, MessageId id, Stamp correction);

  /** How many messages this region has, by state, and the log's newest position. */
  Pulse pulse();

  /** The region's database would not store a correction, through no fault of it. */
  final class RefusedException extends RuntimeException {
    private final String reason;

    /**
     * @param reason what refused it and what to do, in words without content
     */
    public RefusedException(String reason, Throwable cause) {
      super(reason, cause);
      this.reason = reason;
    }

    /** What refused it and what to do, in words without content. */
    public String reason() {
      return reason;
    }
  }

  /** The region's database does not answer now; nothing was changed. */
  final class UnavailableException extends RuntimeException {
    public UnavailableException(Throwable cause) {
      super("the region's database does not answer", cause);
    }
  }
}

package dev.postmeridian.intake;

import dev.postmeridian.mail.MessageId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where accepted mail is made durable. */
public interface AcceptedLog {
  /**
   * Stores the messages, all or none; returns after a flushed commit.
   *
   * @return an outcome for each message, in the same order
   * @throws UnavailableException if they could not be stored: the sender should bring them again
   */
  List<Stored> accept(List<Acceptance> messages);

  /** What became of one message: new, or one we already have. */
  record Stored(MessageId id, boolean duplicate) {}

  /** The store cannot take mail now; the message says why, without content. */
  final class UnavailableException extends RuntimeException {
    public UnavailableException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}

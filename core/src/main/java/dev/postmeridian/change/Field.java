package dev.postmeridian.change;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The fields of a message's state that this version knows. Each is merged on its own; what a model
 * says and what a person says are different fields, so that neither overwrites the other.
 */
public enum Field {
  /** Envelope, mailbox, country, time and way of arrival; written once. */
  ACCEPTED,
  /** What parsing found: subject, originator, thread, attachments. */
  PARSED,
  /** The model's {@code Decision}, whole, so that its parts stay of one piece. */
  DECISION,
  /** Why the message could not be triaged. */
  QUARANTINE,
  PERSON_JUNK,
  PERSON_QUEUE,
  PERSON_PRIORITY,
  PERSON_NEEDS_REPLY,
  /** Whether somebody finished it. */
  PERSON_DONE,
  /** The message is gone; wins by its stamp like any other field, and is never undone. */
  ERASED;

  /** The name in the log. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The field of this name; empty for a field of a later version. */
  public static Optional<Field> of(String key) {
    return Arrays.stream(values()).filter(f -> f.key().equals(key)).findFirst();
  }
}

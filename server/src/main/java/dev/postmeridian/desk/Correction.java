package dev.postmeridian.desk;

import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import java.util.Optional;

/** What a person says of a message; what is empty stays as it was. */
public record Correction(
    Optional<JunkVerdict> junk,
    Optional<QueueName> queue,
    Optional<Priority> priority,
    Optional<Boolean> needsReply) {
  /** Whether it says nothing. */
  public boolean isEmpty() {
    return junk.isEmpty() && queue.isEmpty() && priority.isEmpty() && needsReply.isEmpty();
  }
}

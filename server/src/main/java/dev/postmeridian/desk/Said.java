package dev.postmeridian.desk;

import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import java.util.Optional;

/**
 * The last word of people on each question about a message; empty where the model's stands.
 *
 * @param queue where a person put it, which a verdict of junk may hide
 * @param done whether nobody needs to look at it any more
 */
public record Said(
    Optional<JunkVerdict> junk,
    Optional<QueueName> queue,
    Optional<Priority> priority,
    Optional<Boolean> needsReply,
    Optional<Boolean> done) {

  /** Nobody said anything. */
  public static final Said NOTHING =
      new Said(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}

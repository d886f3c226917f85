package dev.postmeridian.desk;

import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.triage.ConfidenceOf;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import dev.postmeridian.triage.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A line of the list: the message as it stands, a person's word above the model's.
 *
 * @param region the region that accepted it
 * @param from originator as people read it; the envelope sender until parsed, and where the mail
 *     names none; empty for a bounce that names none
 * @param subject empty until parsed
 * @param closestQueue of mail that stands in review because no queue was clear: the closest
 * @param confidence the model's; empty where a person's word on verdict or queue stands against it
 * @param confidenceOf empty as the confidence is
 * @param done empty while it is open
 * @param corrected whether a person's word stands on any of what the model decides
 * @param cursor where the list goes on after this message
 */
public record MessageSummary(
    MessageId id,
    RegionName region,
    Country country,
    String mailbox,
    Instant receivedAt,
    String from,
    String subject,
    Optional<JunkVerdict> junk,
    Optional<QueueName> queue,
    Optional<QueueName> closestQueue,
    Optional<Priority> priority,
    Optional<String> language,
    Optional<Boolean> needsReply,
    Optional<Double> confidence,
    Optional<ConfidenceOf> confidenceOf,
    Optional<String> model,
    MessageState state,
    Optional<Done> done,
    List<Reason> reasons,
    boolean corrected,
    String cursor) {
  public MessageSummary {
    reasons = List.copyOf(reasons);
  }
}

package dev.postmeridian.outbox;

import dev.postmeridian.desk.MessageState;
import dev.postmeridian.desk.MessageSummary;
import dev.postmeridian.effect.EffectClaim;
import dev.postmeridian.triage.ConfidenceOf;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a webhook says of a decision, as docs/outbox.md describes it to receivers. */
final class WebhookBody {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private WebhookBody() {}

  /**
   * The body in UTF-8.
   *
   * @param content whether subject, originator and the beginning of the text are in it
   */
  static byte[] of(EffectClaim claim, boolean content) {
    ObjectNode body =
        JSON.createObjectNode()
            .put("type", type(claim.message()))
            .put("timestamp", claim.decidedAt().toString());
    ObjectNode data =
        body.putObject("data")
            .put("key", claim.key().toString())
            .put("revision", claim.revision())
            .put("effect", claim.key().effect().value());
    decision(data, claim.message());
    if (content) {
      data.putObject("content")
          .put("from", claim.message().from())
          .put("subject", claim.message().subject())
          .put("snippet", claim.snippet());
    }
    return JSON.writeValueAsBytes(body);
  }

  private static String type(MessageSummary message) {
    if (message.corrected()) {
      return "message.corrected";
    }
    return message.state() == MessageState.QUARANTINED ? "message.quarantined" : "message.triaged";
  }

  private static void decision(ObjectNode data, MessageSummary m) {
    data.put("id", m.id().hex())
        .put("region", m.region().value())
        .put("country", m.country().code())
        .put("mailbox", m.mailbox())
        .put("received_at", m.receivedAt().toString())
        .put("state", m.state().word());
    put(data, "queue", m.queue().map(QueueName::value).orElse(null));
    put(data, "closest_queue", m.closestQueue().map(QueueName::value).orElse(null));
    put(data, "priority", m.priority().map(Priority::word).orElse(null));
    put(data, "junk", m.junk().map(JunkVerdict::word).orElse(null));
    data.put("needs_reply", m.needsReply().orElse(null));
    put(data, "language", m.language().orElse(null));
    data.put("confidence", m.confidence().orElse(null));
    put(data, "confidence_of", m.confidenceOf().map(ConfidenceOf::word).orElse(null));
    data.put("corrected", m.corrected());
    put(data, "model", m.model().orElse(null));
    data.put("reason_count", m.reasons().size());
  }

  private static void put(ObjectNode data, String name, @Nullable String word) {
    data.put(name, word);
  }
}

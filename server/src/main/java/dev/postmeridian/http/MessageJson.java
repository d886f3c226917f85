package dev.postmeridian.http;

import dev.postmeridian.desk.Done;
import dev.postmeridian.desk.MessageSummary;
import dev.postmeridian.triage.ConfidenceOf;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import dev.postmeridian.triage.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A message as the API shows it: names that scripts depend on. */
record MessageJson(
    String id,
    String region,
    String country,
    String mailbox,
    Instant receivedAt,
    String from,
    String subject,
    @Nullable String junk,
    @Nullable String queue,
    @Nullable String closestQueue,
    @Nullable String priority,
    @Nullable String language,
    @Nullable Boolean needsReply,
    @Nullable Double confidence,
    @Nullable String confidenceOf,
    @Nullable String model,
    String state,
    boolean done,
    @Nullable String doneBy,
    @Nullable Instant doneAt,
    boolean corrected,
    List<ReasonJson> reasons) {

  static MessageJson of(MessageSummary m) {
    return new MessageJson(
        m.id().hex(),
        m.region().value(),
        m.country().code(),
        m.mailbox(),
        m.receivedAt(),
        m.from(),
        m.subject(),
        m.junk().map(JunkVerdict::word).orElse(null),
        m.queue().map(QueueName::value).orElse(null),
        m.closestQueue().map(QueueName::value).orElse(null),
        m.priority().map(Priority::word).orElse(null),
        m.language().orElse(null),
        m.needsReply().orElse(null),
        m.confidence().orElse(null),
        m.confidenceOf().map(ConfidenceOf::word).orElse(null),
        m.model().orElse(null),
        m.state().word(),
        m.done().isPresent(),
        m.done().map(Done::by).orElse(null),
        m.done().map(Done::at).orElse(null),
        m.corrected(),
        m.reasons().stream().map(ReasonJson::of).toList());
  }

  /** One thing that weighed. */
  record ReasonJson(String about, String kind, String evidence, double weight) {
    static ReasonJson of(Reason r) {
      return new ReasonJson(word(r.about()), word(r.kind()), r.evidence(), r.weight());
    }

    private static String word(Enum<?> value) {
      return value.name().toLowerCase(Locale.ROOT);
    }
  }
}

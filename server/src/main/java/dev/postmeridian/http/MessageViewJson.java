package dev.postmeridian.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.postmeridian.desk.MessageView;
import dev.postmeridian.http.MessageJson.ReasonJson;
import dev.postmeridian.mail.ParsedMail;
import dev.postmeridian.triage.Decision;
import dev.postmeridian.triage.QueueName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One message with all that is known of it, as the API shows it. */
record MessageViewJson(
    @JsonUnwrapped MessageJson message,
    String sender,
    long bytes,
    @Nullable ParsedJson parsed,
    @Nullable DecisionJson decision,
    @Nullable String quarantine,
    List<EventJson> history,
    List<MessageJson> thread) {

  /**
   * @param read the mail as it came, read again; empty if it is erased or can't be read
   */
  static MessageViewJson of(MessageView view, Optional<ParsedMail> read) {
    return new MessageViewJson(
        MessageJson.of(view.summary()),
        view.sender(),
        view.bytes(),
        view.mail().map(known -> ParsedJson.of(read.orElse(known))).orElse(null),
        view.decision().map(DecisionJson::of).orElse(null),
        view.quarantine().orElse(null),
        view.history().stream().map(e -> new EventJson(e.at(), e.actor(), e.what())).toList(),
        view.thread().stream().map(MessageJson::of).toList());
  }

  record EventJson(Instant at, String actor, String what) {}

  record ParsedJson(
      String subject,
      String from,
      @Nullable Instant date,
      @Nullable String messageId,
      List<String> inReplyTo,
      List<String> references,
      String text,
      List<ParsedMail.Attachment> attachments,
      List<String> defects) {
    static ParsedJson of(ParsedMail mail) {
      return new ParsedJson(
          mail.subject(),
          mail.from(),
          mail.date().orElse(null),
          mail.messageId().orElse(null),
          mail.inReplyTo(),
          mail.references(),
          mail.text(),
          mail.attachments(),
          mail.defects());
    }
  }

  record DecisionJson(
      String junk,
      String queue,
      String priority,
      String language,
      boolean needsReply,
      double confidence,
      @Nullable RunnerUpJson runnerUp,
      @Nullable String closestQueue,
      String model,
      List<ReasonJson> reasons) {
    static DecisionJson of(Decision d) {
      return new DecisionJson(
          d.junk().word(),
          d.queue().value(),
          d.priority().word(),
          d.language(),
          d.needsReply(),
          d.confidence(),
          d.second().map(r -> new RunnerUpJson(r.queue().value(), r.margin())).orElse(null),
          d.closestQueue().map(QueueName::value).orElse(null),
          d.model(),
          d.reasons().stream().map(ReasonJson::of).toList());
    }
  }

  record RunnerUpJson(String queue, double margin) {}
}

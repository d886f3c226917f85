package dev.postmeridian.work;

import dev.postmeridian.jobs.Claim;
import dev.postmeridian.jobs.Result;
import dev.postmeridian.mail.ParsedMail;
import dev.postmeridian.triage.Triage;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the two workers of a node do with a message. */
public final class TriageWork {
  private TriageWork() {}

  /** Asks the model. */
  public static Assess deciding(Triage triage) {
    return (claim, data) -> {
      Claim.Envelope envelope = claim.readable();
      return switch (triage.assess(
          new Triage.Request(data, envelope.mailbox(), envelope.sender(), envelope.receivedAt()))) {
        case Triage.Triaged t -> new Result.Decided(t.mail(), t.decision());
        case Triage.Unreadable u -> new Result.Quarantined(u.reason());
      };
    };
  }

  /**
   * Makes the words that the search finds a message by.
   *
   * @param read how a raw message is read
   */
  public static Assess indexing(Function<byte[], ParsedMail> read) {
    return (_, data) -> {
      ParsedMail mail = read.apply(data);
      String attachments =
          mail.attachments().stream()
              .map(ParsedMail.Attachment::name)
              .collect(Collectors.joining("\n"));
      return new Result.Indexed(
          String.join("\n", mail.subject(), mail.from(), attachments, mail.text()));
    };
  }
}

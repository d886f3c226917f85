package dev.postmeridian.desk;

import dev.postmeridian.mail.ParsedMail;
import dev.postmeridian.triage.Decision;
import dev.postmeridian.triage.QueueName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One message with all that is known of it.
 *
 * @param summary the message as it stands
 * @param sender envelope sender, empty for the null sender
 * @param mail what parsing found; empty until triaged; its text may be empty: ask for the raw mail
 * @param decision what the model said, untouched by corrections
 * @param quarantine why it could not be triaged
 * @param placed the queue that a person chose last, which a verdict of junk may hide
 * @param history what happened to it, oldest first, in words without content
 * @param thread other messages of its thread, oldest first
 */
public record MessageView(
    MessageSummary summary,
    String sender,
    long bytes,
    Optional<ParsedMail> mail,
    Optional<Decision> decision,
    Optional<String> quarantine,
    Optional<QueueName> placed,
    List<Event> history,
    List<MessageSummary> thread) {
  public MessageView {
    history = List.copyOf(history);
    thread = List.copyOf(thread);
  }

  /** One thing that happened: who did what, when. */
  public record Event(Instant at, String actor, String what) {}
}

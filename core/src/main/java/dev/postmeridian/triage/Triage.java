package dev.postmeridian.triage;

import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MaybeSender;
import dev.postmeridian.mail.ParsedMail;
import java.time.Instant;

/** What reads a message and decides what it is. Safe for many threads; no effect but its answer. */
public interface Triage {
  /** Reads and decides; never throws for what a message holds. */
  Outcome assess(Request request);

  /**
   * A message as it came.
   *
   * @param data the raw message; nobody changes it
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Request(byte[] data, MailAddress mailbox, MaybeSender sender, Instant receivedAt) {}

  /** What became of it. */
  sealed interface Outcome {}

  /** It was read and decided. */
  record Triaged(ParsedMail mail, Decision decision) implements Outcome {}

  /**
   * It can't be read, and a person must look.
   *
   * @param reason what was wrong, without content, for people
   */
  record Unreadable(String reason) implements Outcome {}
}

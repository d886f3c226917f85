package dev.postmeridian.intake;

import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MaybeSender;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.residency.Transfer;
import java.time.Instant;
import java.util.Optional;

/**
 * One recipient's message, ready to be stored.
 *
 * @param mailbox the recipient
 * @param country whose law the mailbox lives under
 * @param trace our {@code Received} header, kept beside the data so that the data stays as it came
 * @param data the raw message as it came; not copied: nobody changes it
 * @param transfer the exception that alone makes it lawful here, to be audited
 */
@SuppressWarnings("ArrayRecordComponent")
public record Acceptance(
    MessageId id,
    MailAddress mailbox,
    Country country,
    MaybeSender sender,
    Instant receivedAt,
    Via via,
    String trace,
    byte[] data,
    Optional<Transfer> transfer) {
  /** In a region that lists the country. */
  public Acceptance(
      MessageId id,
      MailAddress mailbox,
      Country country,
      MaybeSender sender,
      Instant receivedAt,
      Via via,
      String trace,
      byte[] data) {
    this(id, mailbox, country, sender, receivedAt, via, trace, data, Optional.empty());
  }

  /** How a message came in. */
  public enum Via {
    SMTP,
    LMTP,
    HTTP,
    IMPORT
  }
}

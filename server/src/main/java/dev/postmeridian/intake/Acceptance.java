package dev.postmeridian.intake;

import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MaybeSender;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import java.time.Instant;

/**
 * One recipient's message, ready to be stored.
 *
 * @param mailbox the recipient
 * @param country whose law the mailbox lives under
 * @param trace our {@code Received} header, kept beside the data so that the data stays as it came
 * @param data the raw message as it came; not copied: nobody changes it
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
    byte[] data) {
  /** How a message came in. */
  public enum Via {
    SMTP,
    LMTP,
    HTTP,
    IMPORT
  }
}

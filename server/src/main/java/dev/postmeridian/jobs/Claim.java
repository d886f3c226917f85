package dev.postmeridian.jobs;

import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MaybeSender;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import java.time.Instant;

/**
 * A message that a worker holds until its lease ends; then another may claim it.
 *
 * @param job the job's number
 * @param attempt how often it has been claimed, this time included: 1 at first
 * @param language ISO 639-1 code of what it was decided to be in; {@code und} before that
 * @param data the raw message; nobody changes it
 */
@SuppressWarnings("ArrayRecordComponent")
public record Claim(
    long job,
    int attempt,
    MessageId message,
    Country country,
    MailAddress mailbox,
    MaybeSender sender,
    Instant receivedAt,
    String language,
    byte[] data) {}

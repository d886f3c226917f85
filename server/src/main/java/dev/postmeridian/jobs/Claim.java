package dev.postmeridian.jobs;

import dev.postmeridian.change.Stamp;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MaybeSender;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import java.time.Instant;
import java.util.Optional;

/**
 * A message that a worker holds until its lease ends; then another may claim it. Its content is
 * fetched when it is needed: see {@link Jobs#content}.
 *
 * @param job the job's number
 * @param attempt how often it has been claimed, this time included: 1 at first
 * @param suspect whether a worker that held it never said what became of it: it may be what ended
 *     that worker's process
 * @param envelope how it arrived; empty if the record of that can't be read
 * @param language ISO 639-1 code of what it was decided to be in; {@code und} before that
 * @param bytes size of the raw message
 * @param newest the greatest stamp written of it so far
 */
public record Claim(
    long job,
    int attempt,
    boolean suspect,
    MessageId message,
    Country country,
    Optional<Envelope> envelope,
    String language,
    long bytes,
    Stamp newest) {
  /** How a message arrived. */
  public record Envelope(MailAddress mailbox, MaybeSender sender, Instant receivedAt) {}

  /**
   * The envelope of a claim that was found readable.
   *
   * @throws IllegalStateException if it is not
   */
  public Envelope readable() {
    return envelope.orElseThrow(() -> new IllegalStateException("the envelope can't be read"));
  }
}

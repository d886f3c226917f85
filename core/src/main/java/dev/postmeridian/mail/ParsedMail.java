package dev.postmeridian.mail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What parsing found in a message (RFC 5322, RFC 2045): decoded, bounded, possibly empty.
 *
 * @param subject decoded and unfolded; empty if there is none
 * @param from originator as people read it, such as {@code Ada Lovelace <ada@example.org>}
 * @param date the Date header, where it can be read
 * @param messageId the Message-ID header without its brackets; forgeable, so never an identity
 * @param inReplyTo Message-IDs of the In-Reply-To header
 * @param references Message-IDs of the References header, oldest first
 * @param text the body as plain text, HTML rendered to text, at most 256 KiB of UTF-8
 * @param attachments attached files, in order, at most 100
 * @param defects what was broken and read anyway, in words without content
 */
public record ParsedMail(
    String subject,
    String from,
    Optional<Instant> date,
    Optional<String> messageId,
    List<String> inReplyTo,
    List<String> references,
    String text,
    List<Attachment> attachments,
    List<String> defects) {
  public ParsedMail {
    inReplyTo = List.copyOf(inReplyTo);
    references = List.copyOf(references);
    attachments = List.copyOf(attachments);
    defects = List.copyOf(defects);
  }

  /**
   * An attached file.
   *
   * @param type media type in lower case, such as {@code application/pdf}
   * @param bytes decoded size
   */
  public record Attachment(String name, String type, long bytes) {}
}

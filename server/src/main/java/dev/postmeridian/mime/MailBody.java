package dev.postmeridian.mime;

import java.util.List;
import java.util.Optional;

/**
 * What a console needs to show a message's body.
 *
 * @param html the HTML body as it came; sanitise before showing
 * @param text the body as plain text; rendered from the HTML if there is no other
 * @param inline parts the HTML may refer to by {@code cid:}
 */
public record MailBody(Optional<String> html, String text, List<InlinePart> inline) {
  public MailBody {
    inline = List.copyOf(inline);
  }

  /**
   * A part shown within the body (RFC 2392).
   *
   * @param contentId without brackets
   * @param type media type in lower case
   * @param bytes decoded size
   * @param content decoded; empty if the reader keeps no pictures or this one is too large
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record InlinePart(String contentId, String type, long bytes, byte[] content) {}
}

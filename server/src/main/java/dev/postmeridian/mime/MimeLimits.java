package dev.postmeridian.mime;

/**
 * How much of a message is read. What lies beyond is counted and named a defect, never an error.
 *
 * @param maxParts leaf and multipart entities
 * @param maxDepth nested multiparts; deeper ones are taken as one opaque part
 * @param maxHeaderFields fields kept of the message's own header
 * @param maxHeaderChars characters kept of one field
 * @param maxHeaderTotal characters after which no further field is kept
 * @param maxTextChars characters kept of one text part
 * @param maxAttachments attachments listed
 * @param maxLinks links kept
 * @param maxPictureBytes bytes kept of the parts that HTML may show within itself, all together; 0
 *     keeps none
 */
public record MimeLimits(
    int maxParts,
    int maxDepth,
    int maxHeaderFields,
    int maxHeaderChars,
    int maxHeaderTotal,
    int maxTextChars,
    int maxAttachments,
    int maxLinks,
    int maxPictureBytes) {
  /** The limits in use. */
  public static final MimeLimits DEFAULT =
      new MimeLimits(1000, 20, 1000, 16 * 1024, 256 * 1024, 256 * 1024, 100, 500, 0);

  /**
   * @throws IllegalArgumentException if a limit is not positive
   */
  public MimeLimits {
    if (Math.min(
            Math.min(Math.min(maxParts, maxDepth), Math.min(maxHeaderFields, maxHeaderChars)),
            Math.min(Math.min(maxHeaderTotal, maxTextChars), Math.min(maxAttachments, maxLinks)))
        < 1) {
      throw new IllegalArgumentException("every limit of MIME reading must be at least 1");
    }
  }

  /** The same, and keeps pictures. */
  public MimeLimits withPictures(int bytes) {
    return new MimeLimits(
        maxParts,
        maxDepth,
        maxHeaderFields,
        maxHeaderChars,
        maxHeaderTotal,
        maxTextChars,
        maxAttachments,
        maxLinks,
        bytes);
  }
}

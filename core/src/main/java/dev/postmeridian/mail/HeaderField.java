package dev.postmeridian.mail;

/**
 * A header field (RFC 5322, section 2.2), decoded and unfolded.
 *
 * @param name as written, such as {@code List-Id}; compared without case
 */
public record HeaderField(String name, String value) {
  /** Whether it has this name, in whatever case. */
  public boolean is(String other) {
    return name.equalsIgnoreCase(other);
  }
}

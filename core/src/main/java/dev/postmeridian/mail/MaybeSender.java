package dev.postmeridian.mail;

import java.util.Optional;

/**
 * An envelope sender: an address, or the null sender {@code <>} of bounces (RFC 5321, section
 * 4.5.5).
 */
public record MaybeSender(Optional<MailAddress> address) {
  /** The null sender. */
  public static final MaybeSender NULL = new MaybeSender(Optional.empty());

  /** The sender with this address. */
  public static MaybeSender of(MailAddress address) {
    return new MaybeSender(Optional.of(address));
  }

  /**
   * Reads an address, or the empty string or {@code <>} as the null sender.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static MaybeSender parse(String text) {
    return text.isEmpty() || text.equals("<>") ? NULL : of(MailAddress.parse(text));
  }

  /** The canonical address, or the empty string for the null sender. */
  public String canonical() {
    return address.map(MailAddress::canonical).orElse("");
  }
}

package dev.postmeridian.mail;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A mailbox address, {@code local-part@domain} (RFC 5321, section 4.1.2; RFC 6531 for UTF-8).
 *
 * <p>The local part keeps its case, as RFC 5321 asks; {@link #canonical} folds it, which is how
 * recipients are looked up. {@link #toString} is the address itself: never log it.
 */
public record MailAddress(String localPart, Domain domain) {
  private static final int MAX_LOCAL_OCTETS = 64;
  private static final int MAX_OCTETS = 254;
  private static final String ATOM_SPECIALS = "!#$%&'*+-/=?^_`{|}~.";

  /**
   * @throws IllegalArgumentException if the local part is neither a dot-string nor a quoted string,
   *     or too long
   */
  public MailAddress {
    if (localPart.isEmpty() || octetsInEitherCase(localPart) > MAX_LOCAL_OCTETS) {
      throw new IllegalArgumentException("a local part has 1 to 64 octets");
    }
    if (!isQuoted(localPart) && !isDotString(localPart)) {
      throw new IllegalArgumentException("the local part is neither an atom nor a quoted string");
    }
    if (octetsInEitherCase(localPart) + 1 + domain.value().length() > MAX_OCTETS) {
      throw new IllegalArgumentException("an address has at most 254 octets");
    }
  }

  /**
   * Reads {@code local-part@domain}.
   *
   * @throws IllegalArgumentException if it is not an address; the message never repeats the input
   */
  public static MailAddress parse(String text) {
    int at = text.lastIndexOf('@');
    if (at < 0) {
      throw new IllegalArgumentException("an address has the form local-part@domain");
    }
    return new MailAddress(text.substring(0, at), new Domain(text.substring(at + 1)));
  }

  /** The form used for look-up and identity: local part and domain in lower case. */
  public String canonical() {
    return localPart.toLowerCase(Locale.ROOT) + "@" + domain.value();
  }

  /** Whether sending to it needs SMTPUTF8 (RFC 6531). */
  public boolean isInternationalized() {
    return localPart.chars().anyMatch(c -> c > 127);
  }

  // lower case can be longer, and the canonical form must be an address too
  private static int octetsInEitherCase(String text) {
    return Math.max(octets(text), octets(text.toLowerCase(Locale.ROOT)));
  }

  private static int octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static boolean isQuoted(String local) {
    if (local.length() < 3 || !local.startsWith("\"") || !local.endsWith("\"")) {
      return false;
    }
    String inner = local.substring(1, local.length() - 1);
    return inner.matches("([^\"\\\\\\p{Cntrl}]|\\\\[^\\p{Cntrl}])+");
  }

  private static boolean isDotString(String local) {
    return !local.startsWith(".")
        && !local.endsWith(".")
        && !local.contains("..")
        && local
            .chars()
            .allMatch(c -> c > 159 || isAsciiAlphanumeric(c) || ATOM_SPECIALS.indexOf(c) >= 0);
  }

  private static boolean isAsciiAlphanumeric(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  @Override
  public String toString() {
    return localPart + "@" + domain;
  }
}

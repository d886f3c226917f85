package dev.postmeridian.mail;

import java.net.IDN;
import java.util.Locale;

/**
 * A mail domain (RFC 5321, section 2.3.5) in its comparable form: lower case, internationalised
 * labels as A-labels (RFC 5890); address literals keep their brackets.
 */
public record Domain(String value) implements Comparable<Domain> {
  private static final int MAX_OCTETS = 255;

  /**
   * @throws IllegalArgumentException if it is empty, longer than 255 octets or not a domain
   */
  public Domain {
    value = value.startsWith("[") ? literal(value) : name(value);
  }

  private static String literal(String text) {
    if (!text.endsWith("]") || text.length() < 3 || text.length() > MAX_OCTETS) {
      throw new IllegalArgumentException("not an address literal: it must end in ']'");
    }
    if (!text.substring(1, text.length() - 1).chars().allMatch(Domain::isLiteralContent)) {
      throw new IllegalArgumentException(
          "an address literal has visible ASCII characters without brackets and backslashes");
    }
    return text.toLowerCase(Locale.ROOT);
  }

  /** RFC 5321, section 4.1.3: dcontent. */
  private static boolean isLiteralContent(int c) {
    return c > ' ' && c < 127 && c != '[' && c != ']' && c != '\\';
  }

  private static String name(String text) {
    String ascii = IDN.toASCII(text, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    if (ascii.isEmpty() || ascii.length() > MAX_OCTETS) {
      throw new IllegalArgumentException("a domain has 1 to 255 octets");
    }
    for (String label : ascii.split("\\.", -1)) {
      if (label.isEmpty()
          || label.length() > 63
          || label.startsWith("-")
          || label.endsWith("-")
          || !label.chars().allMatch(Domain::isLetterDigitHyphen)) {
        throw new IllegalArgumentException(
            "a domain is made of labels of letters, digits and inner hyphens, joined by dots");
      }
    }
    return ascii;
  }

  private static boolean isLetterDigitHyphen(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  }

  @Override
  public int compareTo(Domain other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

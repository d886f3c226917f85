package dev.postmeridian.triage;

import dev.postmeridian.mail.MailContent;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Host names of URLs and addresses, and whether two belong to one organisation, as far as names
 * tell.
 */
final class Hosts {
  /**
   * Second-level labels under which registries of countries sell names: a rule, not the full list.
   */
  private static final Set<String> SECOND_LEVEL =
      Set.of("co", "com", "net", "org", "gov", "ac", "edu", "or", "ne", "go", "gob", "gouv", "gv");

  private Hosts() {}

  /** The host of an http or https URL, in lower case. */
  static Optional<String> of(String url) {
    if (!url.contains("://") || !url.regionMatches(true, 0, "http", 0, 4)) {
      return Optional.empty();
    }
    String authority = authority(url);
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    int port = host.indexOf(':');
    host = (port >= 0 ? host.substring(0, port) : host).toLowerCase(Locale.ROOT);
    return host.indexOf('.') > 0 && host.length() <= 255 ? Optional.of(host) : Optional.empty();
  }

  /** What stands between the scheme of a URL and its path: user name, host, port. */
  static String authority(String url) {
    int start = url.indexOf("://") + 3;
    int end = start;
    while (end < url.length() && "/?#\\".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    return url.substring(start, end);
  }

  /** The domain of the first address in a From, Reply-To or Return-Path field. */
  static Optional<String> ofAddress(String field) {
    int at = field.lastIndexOf('@');
    int end = at + 1;
    while (at >= 0 && end < field.length() && isHostChar(field.charAt(end))) {
      end++;
    }
    if (at < 0 || end == at + 1) {
      return Optional.empty();
    }
    return Optional.of(field.substring(at + 1, end).toLowerCase(Locale.ROOT));
  }

  /** The registered domain of the address in a field of a message. */
  static Optional<String> registeredIn(MailContent content, String field) {
    return content.header(field).flatMap(Hosts::ofAddress).map(Hosts::registered);
  }

  private static boolean isHostChar(char c) {
    return c == '.' || c == '-' || Character.isLetterOrDigit(c);
  }

  /**
   * The part of a host that someone registered: {@code example.co.uk} of {@code a.example.co.uk}.
   */
  static String registered(String host) {
    String[] labels = host.split("\\.");
    int n = labels.length;
    if (n <= 2 || isAddress(host)) {
      return host;
    }
    boolean country = labels[n - 1].length() == 2 && SECOND_LEVEL.contains(labels[n - 2]);
    int keep = country ? 3 : 2;
    return String.join(".", java.util.Arrays.copyOfRange(labels, n - keep, n));
  }

  /** Whether it is an IPv4 address rather than a name. */
  static boolean isAddress(String host) {
    return !host.isEmpty() && host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  /** Whether a label is internationalised (RFC 5890, A-label) or not ASCII at all. */
  static boolean isInternational(String host) {
    return host.contains("xn--") || host.chars().anyMatch(c -> c > 127);
  }

  /** A host that a text claims to be: the first thing in it that looks like one. */
  static Optional<String> claimedBy(String text) {
    String words = text.strip().toLowerCase(Locale.ROOT);
    if (words.contains(" ") || words.contains("@")) {
      return Optional.empty();
    }
    return of(words.contains("://") ? words : "http://" + words).filter(Hosts::hasTopLevelDomain);
  }

  private static boolean hasTopLevelDomain(String host) {
    String top = host.substring(host.lastIndexOf('.') + 1);
    return top.length() >= 2
        && host.chars().allMatch(c -> isHostChar((char) c))
        && top.chars().allMatch(Character::isLetter);
  }
}

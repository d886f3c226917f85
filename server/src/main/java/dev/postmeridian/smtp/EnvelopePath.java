package dev.postmeridian.smtp;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The argument of MAIL or RCPT (RFC 5321, section 4.1.2): a path and its parameters.
 *
 * @param address between the angle brackets, without an obsolete source route; empty for the null
 *     path
 * @param parameters by keyword in upper case; a parameter without a value has the empty one
 */
record EnvelopePath(String address, Map<String, String> parameters) {
  /**
   * Reads {@code FROM:<a@b> SIZE=5}; empty if it is malformed.
   *
   * @param keyword {@code FROM:} or {@code TO:}
   */
  static Optional<EnvelopePath> parse(String keyword, String argument) {
    if (!argument.regionMatches(true, 0, keyword, 0, keyword.length())) {
      return Optional.empty();
    }
    // some clients write a space after the colon
    String text = argument.substring(keyword.length()).strip();
    int end = closingBracket(text);
    if (end < 0) {
      return Optional.empty();
    }
    return parameters(text.substring(end + 1))
        .map(parameters -> new EnvelopePath(withoutRoute(text.substring(1, end)), parameters));
  }

  private static int closingBracket(String text) {
    if (!text.startsWith("<")) {
      return -1;
    }
    boolean quoted = false;
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '\\' && quoted) {
        i++;
      } else if (c == '>' && !quoted) {
        return i;
      }
    }
    return -1;
  }

  private static String withoutRoute(String path) {
    int colon = path.startsWith("@") ? path.indexOf(':') : -1;
    return path.substring(colon + 1);
  }

  private static Optional<Map<String, String>> parameters(String text) {
    var parameters = new LinkedHashMap<String, String>();
    if (!text.isEmpty() && text.charAt(0) != ' ') {
      return Optional.empty();
    }
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf(' ', at);
      end = end < 0 ? text.length() : end;
      if (end > at && !put(parameters, text.substring(at, end))) {
        return Optional.empty();
      }
      at = end + 1;
    }
    return Optional.of(parameters);
  }

  private static boolean put(Map<String, String> parameters, String parameter) {
    int equals = parameter.indexOf('=');
    String keyword = equals < 0 ? parameter : parameter.substring(0, equals);
    String value = equals < 0 ? "" : parameter.substring(equals + 1);
    return !keyword.isEmpty()
        && parameters.putIfAbsent(keyword.toUpperCase(Locale.ROOT), value) == null;
  }
}

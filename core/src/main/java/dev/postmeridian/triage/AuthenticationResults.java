package dev.postmeridian.triage;

import dev.postmeridian.mail.HeaderField;
import dev.postmeridian.mail.MailContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What servers before this one found of a sender (RFC 8601): the fields of those that are trusted,
 * taken together. Whoever writes a mail, or sends it on, may have written the other fields.
 */
final class AuthenticationResults {
  private static final int MAX_CHARS = 4000;

  /** Results that say no; that nothing was there to check, or could not be just now, says none. */
  private static final Set<String> FAILURES =
      Set.of("fail", "hardfail", "softfail", "policy", "permerror");

  private boolean passed;
  private boolean failed;
  private boolean owned;
  private boolean disowned;

  private AuthenticationResults() {}

  /**
   * Reads them.
   *
   * @param trusted authserv-ids that count, in lower case
   */
  static AuthenticationResults of(MailContent content, Set<String> trusted) {
    var results = new AuthenticationResults();
    if (!trusted.isEmpty()) {
      content.headers().stream()
          .filter(field -> field.is("Authentication-Results"))
          .map(HeaderField::value)
          .forEach(value -> results.add(value, trusted));
    }
    return results;
  }

  /** Whether SPF or DKIM failed, and neither passed. */
  boolean isUnvouched() {
    return failed && !passed && !owned;
  }

  /** Whether DMARC failed, and never passed. */
  boolean isDisowned() {
    return disowned && !owned;
  }

  private void add(String value, Set<String> trusted) {
    List<String> parts = parts(value.length() > MAX_CHARS ? value.substring(0, MAX_CHARS) : value);
    String id = parts.getFirst().strip().split("\\s", 2)[0]; // a version may follow
    if (trusted.contains(id)) {
      parts.stream().skip(1).forEach(this::check);
    }
  }

  private void check(String part) {
    int equals = part.indexOf('=');
    if (equals < 0) {
      return;
    }
    String method = part.substring(0, equals).split("/", 2)[0].strip();
    String result = part.substring(equals + 1).strip().split("\\s", 2)[0];
    if (method.equals("spf") || method.equals("dkim")) {
      passed |= result.equals("pass");
      failed |= FAILURES.contains(result);
    } else if (method.equals("dmarc")) {
      owned |= result.equals("pass");
      disowned |= result.equals("fail");
    }
  }

  /** What stands between semicolons, in lower case, comments left out and quotation marks too. */
  private static List<String> parts(String value) {
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    boolean quoted = false;
    int comments = 0;
    for (int at = 0; at < value.length(); at++) {
      char c = value.charAt(at);
      if (c == '\\') {
        at++; // what it escapes is no sign of structure
      } else if (c == '"' && comments == 0) {
        quoted = !quoted;
      } else if (!quoted && c == '(') {
        comments++;
      } else if (!quoted && c == ')' && comments > 0) {
        comments--;
      } else if (!quoted && comments == 0 && c == ';') {
        parts.add(part.toString());
        part.setLength(0);
      } else if (comments == 0) {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts.stream().map(words -> words.toLowerCase(Locale.ROOT)).toList();
  }
}

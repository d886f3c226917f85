package dev.postmeridian.triage;

import dev.postmeridian.mail.HeaderField;
import dev.postmeridian.mail.MailContent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What servers before this one found of a sender (RFC 8601), each method by the topmost field of
 * those that are trusted. Whoever writes a mail, or sends it on, may have written the fields below
 * and the others.
 */
final class AuthenticationResults {
  private static final int MAX_CHARS = 4000;

  /** Results that say no; that nothing was there to check, or could not be just now, says none. */
  private static final Set<String> FAILURES =
      Set.of("fail", "hardfail", "softfail", "policy", "permerror");

  /** Methods that fields further up have results of. */
  private final Set<String> above = new HashSet<>();

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
    String read = value.length() > MAX_CHARS ? value.substring(0, MAX_CHARS) : value;
    List<String> parts = parts(read.toLowerCase(Locale.ROOT));
    boolean closed = !parts.isEmpty();
    if (!closed) {
      parts = List.of(read.toLowerCase(Locale.ROOT).split(";", -1));
    }
    String id = parts.getFirst().strip().split("\\s", 2)[0]; // a version may follow
    if (trusted.contains(id)) {
      List<Result> results = parts.stream().skip(1).flatMap(part -> result(part).stream()).toList();
      results.stream()
          .filter(result -> !above.contains(result.method))
          .filter(result -> closed || !result.word.equals("pass"))
          .forEach(this::check);
      results.forEach(result -> above.add(result.method));
    }
  }

  private record Result(String method, String word) {}

  private static Optional<Result> result(String part) {
    int equals = part.indexOf('=');
    return equals < 0
        ? Optional.empty()
        : Optional.of(
            new Result(
                part.substring(0, equals).split("/", 2)[0].strip(),
                part.substring(equals + 1).strip().split("[\\s(]", 2)[0]));
  }

  private void check(Result result) {
    if (result.method.equals("spf") || result.method.equals("dkim")) {
      passed |= result.word.equals("pass");
      failed |= FAILURES.contains(result.word);
    } else if (result.method.equals("dmarc")) {
      owned |= result.word.equals("pass");
      disowned |= result.word.equals("fail");
    }
  }

  /**
   * What stands between semicolons, comments left out and quotation marks too. None if one of these
   * is never closed: it stands in what the sender called himself, and would hide the results behind
   * it.
   */
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
    return quoted || comments > 0 ? List.of() : parts;
  }
}

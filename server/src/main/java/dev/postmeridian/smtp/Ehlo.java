package dev.postmeridian.smtp;

import java.util.ArrayList;
import java.util.List;

/** EHLO, HELO (RFC 5321, section 4.1.1.1) and LHLO (RFC 2033): the client says who it is. */
enum Ehlo implements Command {
  /** EHLO, or LHLO on LMTP: answered with the extensions of this server. */
  EHLO,
  /** HELO: the client knows no extensions. */
  HELO;

  private static final int MAX_NAME = 255;
  private static final Reply BAD_NAME =
      Reply.of(501, "5.5.4", "Say who you are: a domain, or an address literal like [192.0.2.1]");

  @Override
  public Reply run(SmtpSession session, String name) {
    if (!isName(name)) {
      return BAD_NAME;
    }
    session.state(new SessionState.Greeted(name, this == EHLO));
    String host = session.settings().host().value();
    return Reply.lines(250, this == EHLO ? extensions(session, host) : List.of(host));
  }

  private static List<String> extensions(SmtpSession session, String host) {
    var lines = new ArrayList<String>();
    lines.add(host);
    lines.add("PIPELINING");
    lines.add("SIZE " + session.intake().limits().messageBytes());
    lines.add("8BITMIME");
    lines.add("SMTPUTF8");
    if (session.canStartTls()) {
      lines.add("STARTTLS");
    }
    lines.add("ENHANCEDSTATUSCODES");
    return lines;
  }

  /** Lenient about what the name means, strict about what would break a trace header. */
  private static boolean isName(String name) {
    if (name.isEmpty() || name.length() > MAX_NAME) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c >= 127 || "()<>,;\\\"@".indexOf(c) >= 0) {
        return false;
      }
    }
    return true;
  }
}

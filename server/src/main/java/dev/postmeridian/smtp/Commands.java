package dev.postmeridian.smtp;

import dev.postmeridian.smtp.SessionState.Transaction;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The commands that a listener knows, by verb. */
final class Commands {
  private static final Reply OK = Reply.of(250, "2.0.0", "OK");
  private static final Reply BYE = Reply.of(221, "2.0.0", "Bye");
  private static final Reply UNKNOWN =
      Reply.of(500, "5.5.2", "Unknown command; HELP lists what this server knows");
  private static final Reply NO_ARGUMENT = Reply.of(501, "5.5.4", "This command takes no argument");
  private static final Reply VRFY =
      Reply.of(252, "2.1.5", "Send mail to the address to learn whether it is accepted");

  // A header field, as every browser sends them before the body of its request. Or a web page could
  // have its reader's browser deliver mail: the body would be taken for commands.
  private static final Reply NO_HTTP =
      Reply.of(421, "4.7.0", "This is a mail server, not a web server, goodbye");

  private final Map<String, Command> byVerb = new HashMap<>();
  private final Reply help;

  Commands(Protocol protocol) {
    var greetings =
        switch (protocol) {
          case SMTP -> Map.of("EHLO", Ehlo.EHLO, "HELO", Ehlo.HELO);
          case LMTP -> Map.of("LHLO", Ehlo.EHLO);
        };
    byVerb.putAll(greetings);
    byVerb.put("MAIL", new MailFrom());
    byVerb.put("RCPT", new RcptTo());
    byVerb.put("DATA", bare(new MailData()));
    byVerb.put("STARTTLS", bare(new StartTls()));
    byVerb.put("RSET", bare((session, _) -> reset(session)));
    byVerb.put("QUIT", bare((_, _) -> BYE));
    byVerb.put("NOOP", (_, _) -> OK);
    byVerb.put("VRFY", (_, _) -> VRFY);
    byVerb.put("HELP", (_, _) -> help());
    help =
        Reply.of(
            214,
            "2.0.0",
            List.of("Commands: " + String.join(" ", byVerb.keySet().stream().sorted().toList())));
  }

  Reply run(SmtpSession session, String line) throws IOException {
    int space = line.indexOf(' ');
    String verb = space < 0 ? line : line.substring(0, space);
    String argument = space < 0 ? "" : line.substring(space + 1).strip();
    var command = byVerb.get(verb);
    if (command == null) {
      command = byVerb.get(verb.toUpperCase(Locale.ROOT));
    }
    if (command != null) {
      return command.run(session, argument);
    }
    return verb.endsWith(":") ? NO_HTTP : UNKNOWN;
  }

  private Reply help() {
    return help;
  }

  private static Reply reset(SmtpSession session) {
    if (session.state() instanceof Transaction transaction) {
      session.state(transaction.client());
    }
    return OK;
  }

  private static Command bare(Command command) {
    return (session, argument) -> argument.isEmpty() ? command.run(session, argument) : NO_ARGUMENT;
  }
}

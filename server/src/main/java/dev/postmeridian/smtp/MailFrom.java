package dev.postmeridian.smtp;

import dev.postmeridian.mail.MaybeSender;
import dev.postmeridian.smtp.SessionState.Greeted;
import dev.postmeridian.smtp.SessionState.Transaction;
import dev.postmeridian.smtp.SessionState.Ungreeted;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** MAIL (RFC 5321, section 4.1.1.2): a mail begins. */
final class MailFrom implements Command {
  private static final Reply OK = Reply.of(250, "2.1.0", "Sender OK");
  private static final Reply GREET_FIRST = Reply.of(503, "5.5.1", "Say who you are first");
  private static final Reply NESTED =
      Reply.of(503, "5.5.1", "A mail is under way already; RSET gives it up");
  private static final Reply SYNTAX =
      Reply.of(501, "5.5.4", "Write MAIL FROM:<address> and its parameters");
  private static final Reply BAD_ADDRESS =
      Reply.of(501, "5.1.7", "The sender is not an address; <> stands for none");
  private static final Reply NEEDS_UTF8 =
      Reply.of(553, "5.6.7", "An internationalized address needs the parameter SMTPUTF8");
  private static final Reply BAD_PARAMETER =
      Reply.of(501, "5.5.4", "Write SIZE=bytes, BODY=7BIT, BODY=8BITMIME or SMTPUTF8");
  private static final Reply UNKNOWN_PARAMETER =
      Reply.of(555, "5.5.4", "MAIL takes SIZE, BODY and SMTPUTF8, no other parameters");
  private static final Reply TOO_BIG =
      Reply.of(552, "5.3.4", "The mail is larger than this server takes");
  static final Reply NO_ROOM =
      Reply.of(452, "4.3.1", "Too much mail is arriving at once, try again later");

  @Override
  public Reply run(SmtpSession session, String argument) {
    return switch (session.state()) {
      case Ungreeted _ -> GREET_FIRST;
      case Transaction _ -> NESTED;
      case Greeted greeted ->
          EnvelopePath.parse("FROM:", argument)
              .map(path -> begin(session, greeted, path))
              .orElse(SYNTAX);
    };
  }

  private static Reply begin(SmtpSession session, Greeted greeted, EnvelopePath path) {
    var parameters = path.parameters();
    return badParameter(parameters)
        .or(() -> badSize(session, declaredBytes(parameters)))
        .orElseGet(() -> sender(session, greeted, path));
  }

  private static Optional<Reply> badParameter(Map<String, String> parameters) {
    for (var parameter : parameters.entrySet()) {
      String value = parameter.getValue().toUpperCase(Locale.ROOT);
      switch (parameter.getKey()) {
        case "SIZE" -> {
          if (!isNumber(value)) {
            return Optional.of(BAD_PARAMETER);
          }
        }
        case "BODY" -> {
          if (!value.equals("7BIT") && !value.equals("8BITMIME")) {
            return Optional.of(BAD_PARAMETER);
          }
        }
        case "SMTPUTF8" -> {
          if (!value.isEmpty()) {
            return Optional.of(BAD_PARAMETER);
          }
        }
        default -> {
          return Optional.of(UNKNOWN_PARAMETER);
        }
      }
    }
    return Optional.empty();
  }

  /** At most 20 digits (RFC 1870, section 4). */
  private static boolean isNumber(String value) {
    return !value.isEmpty()
        && value.length() <= 20
        && value.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static long declaredBytes(Map<String, String> parameters) {
    String size = parameters.getOrDefault("SIZE", "0");
    return size.length() > 18 ? Long.MAX_VALUE : Long.parseLong(size);
  }

  /** Said now if there is no room; the room itself is taken at DATA, by who has recipients. */
  private static Optional<Reply> badSize(SmtpSession session, long bytes) {
    var intake = session.intake();
    if (bytes > intake.limits().messageBytes()) {
      return Optional.of(TOO_BIG);
    }
    return intake.inFlight().hasRoomFor(session.connection().clientNetwork(), bytes)
        ? Optional.empty()
        : Optional.of(NO_ROOM);
  }

  private static Reply sender(SmtpSession session, Greeted greeted, EnvelopePath path) {
    boolean utf8 = path.parameters().containsKey("SMTPUTF8");
    if (!utf8 && !isAscii(path.address())) {
      return NEEDS_UTF8;
    }
    MaybeSender sender;
    try {
      sender = MaybeSender.parse(path.address());
    } catch (IllegalArgumentException _) {
      return BAD_ADDRESS;
    }
    session.state(new Transaction(greeted, sender, declaredBytes(path.parameters()), utf8));
    return OK;
  }

  static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }
}

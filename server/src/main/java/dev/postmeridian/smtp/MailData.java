package dev.postmeridian.smtp;

import dev.postmeridian.intake.Arrival;
import dev.postmeridian.intake.Delivery;
import dev.postmeridian.intake.Outcome;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.smtp.SessionState.Transaction;
import java.io.EOFException;
import java.io.IOException;
import java.util.Collections;
import java.util.List;

/** DATA (RFC 5321, section 4.1.1.4): the mail itself, and whether we have it now. */
final class MailData implements Command {
  private static final Reply GO_AHEAD =
      Reply.lines(354, List.of("Send the mail, end it with <CRLF>.<CRLF>"));
  private static final Reply MAIL_FIRST = Reply.of(503, "5.5.1", "MAIL and RCPT come first");
  private static final Reply NO_RECIPIENTS =
      Reply.of(503, "5.5.1", "No recipient was accepted; RCPT comes first");
  private static final Reply TOO_BIG =
      Reply.of(552, "5.3.4", "The mail is larger than this server takes");
  private static final Reply LINE_TOO_LONG =
      Reply.of(500, "5.2.3", "A line of the mail is longer than this server takes");
  private static final Reply BARE_LF =
      Reply.of(550, "5.5.2", "The mail has a line feed without a carriage return before it");
  private static final Reply BARE_CR =
      Reply.of(550, "5.5.2", "The mail has a carriage return without a line feed after it");
  private static final Reply UNAVAILABLE =
      Reply.of(451, "4.3.0", "The mail could not be stored now, try again later");
  private static final Reply LOOPING =
      Reply.of(554, "5.4.6", "The mail has passed too many hops, it goes in circles");

  @Override
  public Reply run(SmtpSession session, String argument) throws IOException {
    if (!(session.state() instanceof Transaction transaction)) {
      return MAIL_FIRST;
    }
    if (transaction.recipients().isEmpty()) {
      return NO_RECIPIENTS;
    }
    try (var mail =
        session
            .intake()
            .deliver(
                arrival(session, transaction),
                transaction.recipients(),
                session.connection().clientNetwork(),
                transaction.declaredBytes())) {
      if (!mail.hasRoom()) {
        return MailFrom.NO_ROOM;
      }
      session.state(transaction.client());
      return receive(session, transaction, mail);
    }
  }

  private static Reply receive(SmtpSession session, Transaction transaction, Delivery mail)
      throws IOException {
    var connection = session.connection();
    var limits = session.settings().limits();
    connection.send(GO_AHEAD);
    var pace = new Pace(limits.data(), session.intake().limits().messageBytes());
    connection.expect(Wait.For.DATA, pace.nanosFor(0));
    return switch (new DataReader(connection, mail, limits.textLineBytes(), pace).read()) {
      case COMPLETE -> answered(session, mail.finish());
      case CUT_OFF -> throw new EOFException("the client left in the middle of a mail");
      case TOO_BIG -> forEach(session, transaction, TOO_BIG);
      case NO_ROOM -> forEach(session, transaction, MailFrom.NO_ROOM);
      case LOST -> forEach(session, transaction, UNAVAILABLE);
      case LINE_TOO_LONG -> forEach(session, transaction, LINE_TOO_LONG);
      case BARE_LF -> forEach(session, transaction, BARE_LF);
      case BARE_CR -> forEach(session, transaction, BARE_CR);
    };
  }

  private static Reply answered(SmtpSession session, List<Outcome> outcomes) {
    session.errorsForgiven();
    if (session.settings().protocol() == Protocol.LMTP) {
      return Reply.sequence(outcomes.stream().map(outcome -> reply(List.of(outcome))).toList());
    }
    return reply(outcomes);
  }

  private static Arrival arrival(SmtpSession session, Transaction transaction) {
    var connection = session.connection();
    var protocol = session.settings().protocol();
    var client = transaction.client();
    return new Arrival(
        transaction.sender(),
        protocol.via(),
        client.name(),
        connection.client(),
        protocol.keyword(client.extended(), transaction.utf8(), connection.isEncrypted()));
  }

  /** One reply for all copies: they were stored together or not at all. */
  private static Reply reply(List<Outcome> outcomes) {
    return switch (outcomes.getFirst()) {
      case Outcome.Unavailable _ -> UNAVAILABLE;
      case Outcome.Looping _ -> LOOPING;
      case Outcome.Kept _, Outcome.Sealed _ -> Reply.of(250, "2.0.0", accepted(outcomes));
    };
  }

  private static List<String> accepted(List<Outcome> outcomes) {
    return outcomes.stream().map(MailData::accepted).distinct().toList();
  }

  private static String accepted(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Kept kept -> "Accepted as " + kept.id().hex();
      case Outcome.Sealed(RegionName to) -> "Accepted, sealed for " + to;
      case Outcome.Unavailable _, Outcome.Looping _ ->
          throw new IllegalArgumentException("it was not accepted");
    };
  }

  private static Reply forEach(SmtpSession session, Transaction transaction, Reply reply) {
    int replies =
        session.settings().protocol() == Protocol.LMTP ? transaction.recipients().size() : 1;
    return Reply.sequence(Collections.nCopies(replies, reply));
  }
}

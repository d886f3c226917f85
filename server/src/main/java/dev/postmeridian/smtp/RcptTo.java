package dev.postmeridian.smtp;

import dev.postmeridian.intake.Recipient;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.smtp.SessionState.Transaction;
import java.util.Optional;

/** RCPT (RFC 5321, section 4.1.1.3): somebody the mail is for. */
final class RcptTo implements Command {
  private static final Reply OK = Reply.of(250, "2.1.5", "Recipient OK");
  private static final Reply MAIL_FIRST = Reply.of(503, "5.5.1", "MAIL comes first");
  private static final Reply SYNTAX = Reply.of(501, "5.5.4", "Write RCPT TO:<address>");
  private static final Reply BAD_ADDRESS =
      Reply.of(501, "5.1.3", "The recipient is not an address");
  private static final Reply NEEDS_UTF8 =
      Reply.of(553, "5.6.7", "An internationalized address needs SMTPUTF8 at MAIL");
  private static final Reply UNKNOWN_PARAMETER =
      Reply.of(555, "5.5.4", "RCPT takes no parameters here");
  private static final Reply UNKNOWN = Reply.of(550, "5.1.1", "No such mailbox here");
  private static final Reply NO_POSTMASTER =
      Reply.of(550, "5.1.1", "Write postmaster with the domain that you mean");
  private static final Reply ELSEWHERE =
      Reply.of(
          451,
          "4.3.0",
          "No region can take mail for this mailbox by this way now; try again later");
  private static final Reply NOWHERE =
      Reply.of(550, "5.7.1", "No region is allowed to take mail for this mailbox's country");
  private static final Reply OTHER_ROUTE =
      Reply.of(452, "4.5.3", "Goes another way than the first recipient; send it separately");
  private static final Reply TOO_MANY =
      Reply.of(452, "4.5.3", "Too many recipients; send the mail again to the others");

  @Override
  public Reply run(SmtpSession session, String argument) {
    if (!(session.state() instanceof Transaction transaction)) {
      return MAIL_FIRST;
    }
    return EnvelopePath.parse("TO:", argument)
        .map(path -> add(session, transaction, path))
        .orElse(SYNTAX);
  }

  private static Reply add(SmtpSession session, Transaction transaction, EnvelopePath path) {
    if (!path.parameters().isEmpty()) {
      return UNKNOWN_PARAMETER;
    }
    if (!transaction.utf8() && !MailFrom.isAscii(path.address())) {
      return NEEDS_UTF8;
    }
    if (path.address().equalsIgnoreCase("postmaster")) {
      return session
          .settings()
          .postmaster()
          .map(mailbox -> add(session, transaction, mailbox))
          .orElse(NO_POSTMASTER);
    }
    return mailbox(path.address())
        .map(mailbox -> add(session, transaction, mailbox))
        .orElse(BAD_ADDRESS);
  }

  private static Optional<MailAddress> mailbox(String text) {
    try {
      return Optional.of(MailAddress.parse(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Reply add(SmtpSession session, Transaction transaction, MailAddress mailbox) {
    var protocol = session.settings().protocol();
    var recipients = transaction.recipients();
    return switch (session.intake().recipient(mailbox, protocol.via(), transaction.draw())) {
      case Recipient.Unknown _ -> UNKNOWN;
      case Recipient.Nowhere _ -> NOWHERE;
      case Recipient.Elsewhere _ ->
          protocol == Protocol.SMTP && !recipients.isEmpty() ? OTHER_ROUTE : ELSEWHERE;
      case Recipient.Taken taken -> {
        // with LMTP each recipient gets a reply of its own after the data
        boolean oneReply = protocol == Protocol.SMTP;
        if (oneReply && !recipients.stream().allMatch(taken::sharesTransactionWith)) {
          yield OTHER_ROUTE;
        }
        if (recipients.size() >= session.settings().limits().recipients()) {
          yield TOO_MANY;
        }
        recipients.add(taken);
        yield OK;
      }
    };
  }
}

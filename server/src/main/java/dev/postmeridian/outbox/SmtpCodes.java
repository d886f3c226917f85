package dev.postmeridian.outbox;

import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** The reply codes in what the mail library throws; its words may hold addresses. */
final class SmtpCodes {
  private static final int MOST_LINKS = 10;

  private SmtpCodes() {}

  /** The first reply code of 400 and above; 0 if there is none. */
  static int of(MessagingException e) {
    Exception next = e;
    for (int i = 0; i < MOST_LINKS && next instanceof MessagingException link; i++) {
      int code = own(link);
      if (code >= 400) {
        return code;
      }
      next = link.getNextException();
    }
    return 0;
  }

  private static int own(MessagingException e) {
    return switch (e) {
      case SMTPAddressFailedException to -> to.getReturnCode();
      case SMTPSenderFailedException from -> from.getReturnCode();
      case SMTPSendFailedException send -> send.getReturnCode();
      default -> 0;
    };
  }
}

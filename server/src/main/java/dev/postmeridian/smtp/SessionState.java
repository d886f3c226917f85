package dev.postmeridian.smtp;

import dev.postmeridian.intake.Recipient;
import dev.postmeridian.mail.MaybeSender;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** How far a session has come. */
sealed interface SessionState {
  /** The client has not said who it is, or has to say it again after STARTTLS. */
  record Ungreeted() implements SessionState {}

  /**
   * The client has said who it is; no mail is under way.
   *
   * @param extended by EHLO or LHLO, not HELO
   */
  record Greeted(String name, boolean extended) implements SessionState {}

  /**
   * MAIL was accepted: recipients are being collected.
   *
   * @param declaredBytes the size that the client says the mail has; 0 if it does not say
   * @param utf8 whether the client asked for SMTPUTF8
   * @param draw which of several regions that share the load gets the mail
   * @param recipients one for each accepted RCPT, in order; the same mailbox may come twice
   */
  record Transaction(
      Greeted client,
      MaybeSender sender,
      long declaredBytes,
      boolean utf8,
      double draw,
      List<Recipient.Taken> recipients)
      implements SessionState {
    Transaction(Greeted client, MaybeSender sender, long declaredBytes, boolean utf8) {
      this(
          client,
          sender,
          declaredBytes,
          utf8,
          ThreadLocalRandom.current().nextDouble(),
          new ArrayList<>());
    }
  }
}

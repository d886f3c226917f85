package dev.postmeridian.smtp;

/** STARTTLS (RFC 3207): the session goes on encrypted, and starts anew. */
final class StartTls implements Command {
  private static final Reply READY = Reply.of(220, "2.0.0", "Ready to start TLS");
  private static final Reply NOT_HERE = Reply.of(502, "5.5.1", "TLS is not set up here");
  private static final Reply AGAIN = Reply.of(503, "5.5.1", "TLS is on already");

  @Override
  public Reply run(SmtpSession session, String argument) {
    if (session.connection().isEncrypted()) {
      return AGAIN;
    }
    if (!session.canStartTls()) {
      return NOT_HERE;
    }
    session.startTlsAfterReply();
    return READY;
  }
}

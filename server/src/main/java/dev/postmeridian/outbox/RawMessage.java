package dev.postmeridian.outbox;

import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;

/** A mail that is sent byte for byte: nothing of it is parsed, or written anew. */
final class RawMessage extends SMTPMessage {
  private final byte[] trace;
  private final byte[] mail;

  /**
   * @param trace goes before the mail
   */
  RawMessage(Session session, byte[] trace, byte[] mail) {
    super(session);
    this.trace = trace;
    this.mail = mail;
  }

  boolean isEightBit() {
    for (byte b : mail) {
      if (b < 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void writeTo(OutputStream out, String @Nullable [] ignored) throws IOException {
    out.write(trace);
    out.write(mail);
  }
}

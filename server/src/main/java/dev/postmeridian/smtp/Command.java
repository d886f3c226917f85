package dev.postmeridian.smtp;

import java.io.IOException;

/** What the server does at one command. */
@FunctionalInterface
interface Command {
  /**
   * Does it.
   *
   * @param argument what follows the verb, without surrounding spaces; may be empty
   */
  Reply run(SmtpSession session, String argument) throws IOException;
}

package dev.postmeridian.smtp;

import java.time.Duration;

/**
 * What one listener bears; the size of a mail is {@link
 * dev.postmeridian.intake.IntakeLimits#messageBytes} for every protocol.
 *
 * @param recipients RCPT commands accepted in one transaction; beyond it 452 4.5.3
 * @param connections open connections in all; beyond it 421 4.7.0
 * @param connectionsPerClient open connections from one IPv4 address or IPv6 /64; beyond it 421
 *     4.7.0
 * @param commandLineBytes a command line with its CRLF; longer is refused with 500 5.5.6
 * @param textLineBytes a line of data with its CRLF; longer is refused with 500 5.2.3 after the
 *     data
 * @param idle from a reply to the next complete command; then 421 4.4.2
 * @param data from 354 to the end of the largest mail's data, and a third of it for the start; who
 *     falls behind that pace gets 421 4.4.2
 * @param errors commands refused with 5xx before a mail is accepted; then 421 4.7.0
 * @param drain how long a mail under way may take to finish when the server stops; sessions without
 *     one get 421 4.3.2 at once
 */
public record SmtpLimits(
    int recipients,
    int connections,
    int connectionsPerClient,
    int commandLineBytes,
    int textLineBytes,
    Duration idle,
    Duration data,
    int errors,
    Duration drain) {
  /** What RFC 5321, section 4.5.3 asks of a server, and room above it. */
  public static final SmtpLimits DEFAULT =
      new SmtpLimits(
          100,
          1000,
          100,
          2048,
          1 << 20,
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          20,
          Duration.ofSeconds(10));

  /**
   * @throws IllegalArgumentException if a limit is below what the protocol needs to work at all
   */
  public SmtpLimits {
    atLeast(1, recipients, "recipients");
    atLeast(1, connections, "connections");
    atLeast(1, connectionsPerClient, "connections_per_client");
    atLeast(512, commandLineBytes, "command_line, in bytes,");
    atLeast(1000, textLineBytes, "text_line, in bytes,");
    atLeast(1, idle.toMillis(), "idle, in milliseconds,");
    atLeast(1, data.toMillis(), "data, in milliseconds,");
    atLeast(1, errors, "errors");
    atLeast(0, drain.toMillis(), "drain, in milliseconds,");
  }

  private static void atLeast(long least, long value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
    }
  }
}

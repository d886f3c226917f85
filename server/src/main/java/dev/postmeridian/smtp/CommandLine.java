package dev.postmeridian.smtp;

/** What stands for a command on the wire. */
sealed interface CommandLine {
  /** A line ended by CRLF, without it. */
  record Text(String text) implements CommandLine {}

  /** What cannot be a command; the connection stands behind it. */
  enum Broken implements CommandLine {
    TOO_LONG,
    BARE_LF,
    BARE_CR,
    NOT_UTF8
  }

  /** The client has closed its side. */
  enum End implements CommandLine {
    OF_INPUT
  }
}

package dev.postmeridian.mime;

import dev.postmeridian.mail.MailContent;

/** What came of reading raw bytes as a message. */
public sealed interface Reading {
  /** A message, however broken: its defects say what was mended. */
  record Message(MailContent content, MailBody body) implements Reading {}

  /**
   * Not a message at all.
   *
   * @param reason in words for people, without content
   */
  record Unreadable(String reason) implements Reading {}
}

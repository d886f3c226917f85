package dev.postmeridian.store;

import dev.postmeridian.mail.ParsedMail;

/**
 * The field {@code parsed}: what parsing found, without the text, which stays in the content.
 *
 * @param mail its text, Message-ID and references are not kept
 * @param thread what messages of one conversation share
 * @param snippet the beginning of the text, on one line
 */
record ReadMail(ParsedMail mail, String thread, String snippet) {
  private static final int SNIPPET_CHARACTERS = 200;

  static ReadMail of(ParsedMail mail, String thread) {
    String text = mail.text().substring(0, Math.min(mail.text().length(), 4 * SNIPPET_CHARACTERS));
    String line = text.replaceAll("\\s+", " ").strip();
    int end = Math.min(line.length(), SNIPPET_CHARACTERS);
    return new ReadMail(mail, thread, line.substring(0, end));
  }
}

package dev.postmeridian.store;

import dev.postmeridian.mail.MessageId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in the list of messages, which runs from new to old. */
record Cursor(long receivedAtMillis, MessageId id) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,18})-([0-9a-f]{32})");

  /**
   * @throws IllegalArgumentException if it is not a cursor that a list gave
   */
  static Cursor parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException("not a cursor: use the one that the last message carries");
    }
    return new Cursor(Long.parseLong(m.group(1)), new MessageId(m.group(2)));
  }

  @Override
  public String toString() {
    return receivedAtMillis + "-" + id;
  }
}

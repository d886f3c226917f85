package dev.postmeridian.store;

import dev.postmeridian.desk.Order;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.triage.Pressing;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the list of messages.
 *
 * @param pressing in a list that begins with what presses most; empty in one from new to old
 */
record Cursor(Optional<Pressing> pressing, long receivedAtMillis, MessageId id) {
  private static final Pattern FORM = Pattern.compile("(?:([0-6])-)?(\\d{1,18})-([0-9a-f]{32})");

  /**
   * @throws IllegalArgumentException if it is not a cursor that a list of this order gave
   */
  static Cursor parse(String text, Order order) {
    Matcher m = FORM.matcher(text);
    if (!m.matches() || (order == Order.PRESSING) != (m.group(1) != null)) {
      throw new IllegalArgumentException("not a cursor: use the one that the last message carries");
    }
    return new Cursor(
        Optional.ofNullable(m.group(1)).map(Integer::valueOf).map(Pressing::ofRank),
        Long.parseLong(m.group(2)),
        new MessageId(m.group(3)));
  }

  @Override
  public String toString() {
    return pressing.map(p -> p.rank() + "-").orElse("") + receivedAtMillis + "-" + id;
  }
}

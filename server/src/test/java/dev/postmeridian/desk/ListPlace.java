package dev.postmeridian.desk;

import dev.postmeridian.mail.MessageId;
import dev.postmeridian.triage.Pressing;
import java.time.Instant;
import java.util.Comparator;

/** Where a message stands in a list of a desk in memory. */
record ListPlace(Order order, Pressing pressing, Instant at, MessageId id)
    implements Comparable<ListPlace> {
  static ListPlace of(HeldMessage h, Order order) {
    var pressing =
        Pressing.of(h.priority(), h.queue(), h.quarantine().isPresent(), h.done().isPresent());
    return new ListPlace(order, pressing, h.receivedAt(), h.id());
  }

  static ListPlace parse(String cursor, Order order) {
    String[] parts = cursor.split(",", -1);
    if (parts.length != 4 || !parts[0].equals(order.name())) {
      throw new IllegalArgumentException("not a cursor of this order");
    }
    return new ListPlace(
        order, Pressing.valueOf(parts[1]), Instant.parse(parts[2]), new MessageId(parts[3]));
  }

  @Override
  public int compareTo(ListPlace other) {
    Comparator<ListPlace> oldest = Comparator.comparing(ListPlace::at).thenComparing(ListPlace::id);
    return order == Order.NEWEST
        ? oldest.reversed().compare(this, other)
        : Comparator.comparing(ListPlace::pressing).thenComparing(oldest).compare(this, other);
  }

  @Override
  public String toString() {
    return order + "," + pressing + "," + at + "," + id;
  }
}

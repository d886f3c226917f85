package dev.postmeridian.replication;

import dev.postmeridian.change.Stamp;
import dev.postmeridian.mail.MessageId;
import java.util.Comparator;

/** What names a change in every region: its stamp and its message. */
public record RecordKey(Stamp stamp, MessageId message) implements Comparable<RecordKey> {
  private static final Comparator<RecordKey> ORDER =
      Comparator.comparing(RecordKey::stamp).thenComparing(RecordKey::message);

  @Override
  public int compareTo(RecordKey other) {
    return ORDER.compare(this, other);
  }
}

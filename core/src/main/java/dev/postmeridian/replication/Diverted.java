package dev.postmeridian.replication;

import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.RegionName;

/**
 * A change that is not taken: metadata alone.
 *
 * @param stamp of the change; empty if it could not be read
 * @param message that it is of, or the digest of what could not be read
 */
public record Diverted(
    String stamp, MessageId message, ReplicationClass replicationClass, Cause cause) {
  /** What is left of an item that is not taken. */
  public static Diverted of(FeedItem item, Cause cause) {
    return switch (item) {
      case FeedItem.Clear c ->
          new Diverted(c.key().stamp().toString(), c.key().message(), c.replicationClass(), cause);
      case FeedItem.Sealed s ->
          new Diverted(s.key().stamp().toString(), s.key().message(), s.replicationClass(), cause);
      case FeedItem.Unreadable u -> new Diverted("", u.digest(), u.replicationClass(), cause);
    };
  }

  /** One that stands in the quarantine of changes from a source. */
  public record Standing(RegionName source, Diverted diverted) {}
}

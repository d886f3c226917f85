package dev.postmeridian.replication;

import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import java.util.Optional;

/** What a feed carries. */
public sealed interface FeedItem {
  /**
   * A change in clear.
   *
   * @param version of the record: how its fields are to be merged
   * @param fields field name to value, as JSON text; names of later versions are kept
   * @param erases whether it says that the message is gone
   * @param content of a change that accepts a message
   */
  record Clear(
      RecordKey key,
      Country country,
      ReplicationClass replicationClass,
      int version,
      String fields,
      boolean erases,
      Optional<FeedContent> content)
      implements FeedItem {
    Clear with(FeedContent found) {
      return new Clear(key, country, replicationClass, version, fields, erases, Optional.of(found));
    }
  }

  /**
   * A change that only its lawful regions can read.
   *
   * @param sealed the ciphertext; empty if the change erases the message: then all copies go
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Sealed(
      RecordKey key,
      Country country,
      ReplicationClass replicationClass,
      boolean erases,
      byte[] sealed)
      implements FeedItem {}

  /**
   * A change that could not be read, of whatever version.
   *
   * @param digest of what came: it stands for a name
   */
  record Unreadable(ReplicationClass replicationClass, MessageId digest) implements FeedItem {}
}

package dev.postmeridian.handover;

import dev.postmeridian.change.Stamp;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.replication.RecordKey;
import java.util.List;
import java.util.stream.Stream;

/**
 * A message that a region is to let go of, as another is asked whether it holds it: names alone.
 *
 * @param hasContent whether its raw bytes belong to it
 * @param stamps of all its changes
 * @param adopted whether the region that is asked is to see to what is not done yet: its decision,
 *     its effects
 * @param effects names of those that were not delivered
 */
public record Departing(
    MessageId id, boolean hasContent, List<Stamp> stamps, boolean adopted, List<String> effects) {
  public Departing {
    stamps = List.copyOf(stamps);
    effects = List.copyOf(effects);
  }

  /** As it is asked of a region that has nothing to see to. */
  Departing unadopted() {
    return new Departing(id, hasContent, stamps, false, List.of());
  }

  /** The names of its changes. */
  public Stream<RecordKey> keys() {
    return stamps.stream().map(stamp -> new RecordKey(stamp, id));
  }
}

package dev.postmeridian.simulation;

import dev.postmeridian.change.Change;
import dev.postmeridian.change.Field;
import dev.postmeridian.change.MergedState;
import dev.postmeridian.change.Stamp;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.RegionName;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One region's copy of the messages: what its database holds, whatever becomes of its nodes. */
final class Replica {
  private final RegionName region;
  private final SortedMap<MessageId, MergedState> messages = new TreeMap<>();

  Replica(RegionName region) {
    this.region = region;
  }

  RegionName region() {
    return region;
  }

  /** Merges a change, its own or another region's. */
  void receive(Change change) {
    boolean erased = isErased(change.message());
    messages.merge(
        change.message(), MergedState.EMPTY.with(change), (known, ignored) -> known.with(change));
    if (erased && !isErased(change.message())) {
      throw new IllegalStateException(region + " shows an erased message again after " + change);
    }
  }

  /** Whether the message is gone, and shows nothing else. */
  private boolean isErased(MessageId message) {
    var shown = state(message).shown();
    return shown.containsKey(Field.ERASED.key())
        && shown.entrySet().stream()
            .allMatch(e -> e.getKey().equals(Field.ERASED.key()) || e.getValue().equals("null"));
  }

  MergedState state(MessageId message) {
    return messages.getOrDefault(message, MergedState.EMPTY);
  }

  /** The greatest stamp it holds: what a node that starts observes. */
  Optional<Stamp> newest() {
    return messages.values().stream()
        .flatMap(state -> state.fields().values().stream())
        .map(MergedState.Versioned::stamp)
        .max(Comparator.naturalOrder());
  }

  SortedMap<MessageId, MergedState> messages() {
    return messages;
  }
}

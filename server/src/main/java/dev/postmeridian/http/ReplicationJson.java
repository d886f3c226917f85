package dev.postmeridian.http;

import dev.postmeridian.replication.PeerLag;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a peer lacks of this region's log, as the API tells it.
 *
 * @param rpoSeconds how much time's changes would be lost to it if this region were lost now
 * @param toldAt when it last said how far it has got; null if it never did
 */
record ReplicationJson(
    String peer, String form, double rpoSeconds, @Nullable String toldAt, List<ClassJson> classes) {

  /**
   * One class of it.
   *
   * @param more whether there are more, which were not counted
   */
  record ClassJson(
      String name, double seconds, long records, long bytes, long quarantined, boolean more) {}

  static ReplicationJson of(PeerLag lag) {
    return new ReplicationJson(
        lag.peer().value(),
        lag.form().name().toLowerCase(Locale.ROOT),
        lag.rpo().toMillis() / 1000.0,
        lag.told().map(Instant::toString).orElse(null),
        lag.classes().stream().map(ReplicationJson::of).toList());
  }

  private static ClassJson of(PeerLag.ClassLag lag) {
    return new ClassJson(
        lag.replicationClass().name().toLowerCase(Locale.ROOT),
        lag.behind().toMillis() / 1000.0,
        lag.records(),
        lag.bytes(),
        lag.diverted(),
        lag.isMore());
  }
}

package dev.postmeridian.store;

import dev.postmeridian.desk.Pulse;
import java.util.HashMap;
import org.jdbi.v3.core.Handle;

/**
 * Reads the pulse, counting only after something was written.
 *
 * <p>The position is the number of transactions that have ended: it grows with each, in whatever
 * order they end, which no sequence does.
 */
final class PulseReader {
  private static final String POSITION =
      """
      SELECT pg_snapshot_xmax(s)::text::bigint - (SELECT count(*) FROM pg_snapshot_xip(s))
      FROM pg_current_snapshot() s
      """;

  private volatile Pulse last = new Pulse(0, 0, 0, -1);

  Pulse read(Handle handle) {
    long position = handle.createQuery(POSITION).mapTo(Long.class).one();
    Pulse known = last;
    if (known.position() == position) {
      return known;
    }
    var counts = new HashMap<String, Long>();
    handle
        .createQuery(
            "SELECT state, count(*) FROM postmeridian.message WHERE state IS NOT NULL GROUP BY state")
        .map((row, context) -> counts.put(row.getString(1), row.getLong(2)))
        .list();
    long triaged = counts.getOrDefault("triaged", 0L);
    long quarantined = counts.getOrDefault("quarantined", 0L);
    long all = counts.getOrDefault("accepted", 0L) + triaged + quarantined;
    Pulse fresh = new Pulse(all, triaged, quarantined, position);
    last = fresh;
    return fresh;
  }
}

package dev.postmeridian.store;

import dev.postmeridian.desk.Desk;
import dev.postmeridian.desk.Pulse;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the pulse, counting only after something was written.
 *
 * <p>The position is the number of transactions that have ended: it grows with each, in whatever
 * order they end, which no sequence does. What waits is few and counted each time. What is triaged
 * is nearly all there is: one count of it serves everybody, and one that took long is followed by a
 * rest twenty times as long.
 */
final class PulseReader {
  private static final Logger log = LoggerFactory.getLogger(PulseReader.class);
  private static final String POSITION =
      """
      SELECT pg_snapshot_xmax(s)::text::bigint - (SELECT count(*) FROM pg_snapshot_xip(s))
      FROM pg_current_snapshot() s
      """;
  private static final String WAITING =
      """
      SELECT count(*) FILTER (WHERE state = 'accepted'), count(*) FILTER (WHERE state = 'quarantined')
      FROM postmeridian.message WHERE state IN ('accepted', 'quarantined')
      """;
  private static final String TRIAGED =
      "SELECT count(*) FROM postmeridian.message WHERE state = 'triaged'";
  private static final Duration QUICK = Duration.ofMillis(100);
  private static final int REST = 20;
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

  private record Waiting(long accepted, long quarantined, long position) {}

  /** A count, good until something was written after its position and its rest is over. */
  private record Triaged(long messages, long position, long restUntil) {}

  private final ActorTransactions transactions;
  private volatile Waiting waiting = new Waiting(0, 0, -1);
  private volatile Triaged triaged = new Triaged(0, -1, System.nanoTime());

  PulseReader(ActorTransactions transactions) {
    this.transactions = transactions;
  }

  Pulse read() {
    Waiting now = transactions.run("pulse", this::waiting);
    Triaged then = triaged;
    if (isDue(then, now.position())) {
      then = count(now.position());
    }
    long all = now.accepted() + now.quarantined() + then.messages();
    return new Pulse(all, then.messages(), now.quarantined(), now.position());
  }

  private Waiting waiting(Handle handle) {
    long position = handle.createQuery(POSITION).mapTo(Long.class).one();
    Waiting known = waiting;
    if (known.position() == position) {
      return known;
    }
    Waiting fresh =
        handle
            .createQuery(WAITING)
            .map((row, context) -> new Waiting(row.getLong(1), row.getLong(2), position))
            .one();
    waiting = fresh;
    return fresh;
  }

  private static boolean isDue(Triaged last, long position) {
    return last.position() < position && System.nanoTime() - last.restUntil() >= 0;
  }

  private synchronized Triaged count(long position) {
    Triaged known = triaged;
    if (isDue(known, position)) {
      triaged = known = counted(known, position);
    }
    return known;
  }

  private Triaged counted(Triaged known, long position) {
    long begun = System.nanoTime();
    try {
      long messages =
          transactions.run("pulse", h -> h.createQuery(TRIAGED).mapTo(Long.class).one());
      long now = System.nanoTime();
      long rest = now - begun < QUICK.toNanos() ? 0 : REST * (now - begun);
      return new Triaged(messages, position, now + rest);
    } catch (Desk.UnavailableException e) {
      // Too many to count in time: the desk works without.
      log.warn("the triaged messages can't be counted now: {}", Fault.name(e));
      return new Triaged(
          known.messages(), known.position(), System.nanoTime() + AFTER_FAILURE.toNanos());
    }
  }
}

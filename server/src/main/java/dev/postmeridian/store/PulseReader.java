package dev.postmeridian.store;

import dev.postmeridian.desk.Desk;
import dev.postmeridian.desk.Pulse;
import java.sql.ResultSet;
import java.sql.SQLException;
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
  // All in one statement: between two a message could be counted twice, or not at all.
  private static final String ALL =
      """
      SELECT count(*) FILTER (WHERE state = 'accepted'), count(*) FILTER (WHERE state = 'quarantined'),
        count(*) FILTER (WHERE state = 'triaged')
      FROM postmeridian.message WHERE state IN ('accepted', 'quarantined', 'triaged')
      """;
  private static final Duration QUICK = Duration.ofMillis(100);
  private static final int REST = 20;
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

  private record Waiting(long accepted, long quarantined, long position) {}

  /** A count, good until something was written after its position and its rest is over. */
  private record Triaged(long messages, long position, long restUntil) {}

  private record Counts(Waiting waiting, Triaged triaged) {
    Pulse pulse() {
      long all = waiting.accepted + waiting.quarantined + triaged.messages;
      return new Pulse(all, triaged.messages, waiting.quarantined, waiting.position);
    }

    boolean isDue() {
      return triaged.position < waiting.position && System.nanoTime() - triaged.restUntil >= 0;
    }
  }

  private final ActorTransactions transactions;
  private volatile Counts counts =
      new Counts(new Waiting(0, 0, -1), new Triaged(0, -1, System.nanoTime()));

  PulseReader(ActorTransactions transactions) {
    this.transactions = transactions;
  }

  Pulse read() {
    Counts now = transactions.run("pulse", this::waiting);
    return (now.isDue() ? all(now) : now).pulse();
  }

  private Counts waiting(Handle handle) {
    long position = handle.createQuery(POSITION).mapTo(Long.class).one();
    Counts known = counts;
    if (known.waiting().position() != position) {
      known =
          new Counts(
              handle.createQuery(WAITING).map((row, context) -> waiting(row, position)).one(),
              known.triaged());
      counts = known;
    }
    return known;
  }

  private static Waiting waiting(ResultSet row, long position) throws SQLException {
    return new Waiting(row.getLong(1), row.getLong(2), position);
  }

  private synchronized Counts all(Counts known) {
    Counts latest = counts; // somebody else may have counted meanwhile
    if (latest.waiting().position() >= known.waiting().position() && !latest.isDue()) {
      return latest;
    }
    long position = known.waiting().position();
    long begun = System.nanoTime();
    try {
      counts = transactions.run("pulse", h -> all(h, position, begun));
    } catch (Desk.UnavailableException e) {
      // Too many to count in time: the desk works without.
      log.warn("the triaged messages can't be counted now: {}", Fault.name(e));
      long rest = System.nanoTime() + AFTER_FAILURE.toNanos();
      var old = known.triaged();
      counts = new Counts(known.waiting(), new Triaged(old.messages(), old.position(), rest));
    }
    return counts;
  }

  private static Counts all(Handle handle, long position, long begun) {
    return handle
        .createQuery(ALL)
        .map((row, context) -> {
          long now = System.nanoTime();
          long rest = now - begun < QUICK.toNanos() ? 0 : REST * (now - begun);
          return new Counts(
              waiting(row, position), new Triaged(row.getLong(3), position, now + rest));
        })
        .one();
  }
}

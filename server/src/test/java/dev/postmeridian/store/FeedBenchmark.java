package dev.postmeridian.store;

import static dev.postmeridian.store.FeedRegion.ALL_HAVE_GERMANY;
import static dev.postmeridian.store.FeedRegion.CENTRAL;
import static dev.postmeridian.store.FeedRegion.WEST;

import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.desk.Correction;
import dev.postmeridian.feed.FeedPace;
import dev.postmeridian.feed.LoopbackWire;
import dev.postmeridian.feed.Replication;
import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.replication.FeedListener;
import dev.postmeridian.replication.FeedName;
import dev.postmeridian.triage.Priority;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * A benchmark: one region pulls from another, mails of 5 KB over a round trip of 220 ms between two
 * real databases. How many mails a second one feed brings; and how late people's corrections, four
 * a second, arrive while the other region takes in, erases and vacuums very many.
 */
public final class FeedBenchmark implements AutoCloseable {
  private static final Duration ROUND_TRIP = Duration.ofMillis(220);
  private static final Duration CALM = Duration.ofSeconds(20);
  private static final Duration OLD = Duration.ofDays(400);
  private static final int BATCH = 200;
  private static final RetentionPolicy A_YEAR =
      new RetentionPolicy(Optional.of(Duration.ofDays(365)), Optional.empty(), 100);
  private static final String FILLER =
      "All work and no play makes a dull mail.\r\n".repeat(5000 / 41);
  private final LoopbackWire wire = new LoopbackWire();
  private final FeedRegion west = new FeedRegion(WEST, ALL_HAVE_GERMANY, wire);
  private final FeedRegion central = new FeedRegion(CENTRAL, ALL_HAVE_GERMANY, wire);
  private final ConcurrentLinkedQueue<Duration> late = new ConcurrentLinkedQueue<>();
  private final AtomicLong arrived = new AtomicLong();
  private final List<MessageId> corrected = new ArrayList<>();

  private interface Work {
    void run() throws SQLException;
  }

  private FeedBenchmark() {
    wire.roundTrip(ROUND_TRIP);
  }

  /** Argument: mails that are taken in, erased and vacuumed (100,000). */
  public static void main(String[] args) {
    int mails = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    try (var benchmark = new FeedBenchmark()) {
      benchmark.throughput(10_000);
      benchmark.corrections(mails);
    }
  }

  private void throughput(int mails) {
    takeIn(mails, Instant.now());
    long start = System.nanoTime();
    try (var _ = pulling()) {
      awaitArrived(mails);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("one feed: %,d mails a second%n", Math.round(mails / seconds));
  }

  private void corrections(int mails) {
    for (int i = 0; i < 100; i++) {
      corrected.add(west.accept("Subject: to be corrected " + i + "\r\n\r\n" + FILLER));
    }
    west.decideAll();
    long before = arrived.get();
    try (var _ = pulling()) {
      phase("nothing else", () -> LockSupport.parkNanos(CALM.toNanos()));
      phase("taking in", () -> takeIn(mails, Instant.now().minus(OLD)));
      phase("bringing the rest", () -> awaitArrived(before + mails));
      phase("erasing", this::erase);
      phase("vacuuming", () -> west.run("VACUUM (ANALYZE)"));
    }
  }

  private Replication pulling() {
    return new Replication(
            CENTRAL,
            "node",
            ALL_HAVE_GERMANY,
            central.inbox(),
            central.store().feeds(),
            wire.from(CENTRAL),
            Set::of,
            FeedPace.DEFAULT,
            this::stored)
        .start();
  }

  private void stored(FeedName feed, FeedListener.Stored stored) {
    arrived.addAndGet(stored.records());
    if (feed.replicationClass() == ReplicationClass.URGENT) {
      late.add(stored.slowest());
    }
  }

  private void awaitArrived(long mails) {
    while (arrived.get() < mails) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  /** Corrects four messages a second until the work is done, and five seconds at least. */
  private void phase(String name, Work work) {
    late.clear();
    long start = System.nanoTime();
    var done = CompletableFuture.supplyAsync(() -> seconds(work));
    for (int n = 0; !done.isDone() || n < 20; n++) {
      west.store().desk().correct("ada", corrected.get(n % corrected.size()), priority(n));
      LockSupport.parkNanos(start + n * 250_000_000L - System.nanoTime());
    }
    List<Duration> sorted = late.stream().sorted().toList();
    System.out.printf(
        "%s (%d s): corrections late by %d ms (p50), %d ms (p99), %d ms at most%n",
        name,
        done.join(),
        sorted.get(sorted.size() / 2).toMillis(),
        sorted.get(sorted.size() * 99 / 100).toMillis(),
        sorted.getLast().toMillis());
  }

  private static long seconds(Work work) {
    long start = System.nanoTime();
    try {
      work.run();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return (System.nanoTime() - start) / 1_000_000_000;
  }

  private Correction priority(int n) {
    var priority = n / corrected.size() % 2 == 0 ? Priority.URGENT : Priority.LOW;
    return new Correction(
        Optional.empty(),
        Optional.empty(),
        Optional.of(priority),
        Optional.empty(),
        Optional.empty());
  }

  private void takeIn(int mails, Instant receivedAt) {
    for (int from = 0; from < mails; from += BATCH) {
      west.store()
          .acceptedLog()
          .accept(IntStream.range(from, from + BATCH).mapToObj(i -> mail(i, receivedAt)).toList());
    }
  }

  private static Acceptance mail(int i, Instant receivedAt) {
    Acceptance mail = TestRegion.mail("Subject: " + i + " " + receivedAt + "\r\n\r\n" + FILLER);
    return new Acceptance(
        mail.id(),
        mail.mailbox(),
        new Country("DE"),
        mail.sender(),
        receivedAt,
        mail.via(),
        mail.trace(),
        mail.data());
  }

  private void erase() throws SQLException {
    String left =
        "SELECT count(*) FROM postmeridian.message WHERE state <> 'erased' AND received_at < "
            + Instant.now().minus(OLD).plusSeconds(86_400).toEpochMilli();
    try (var _ = west.store().upkeep(A_YEAR, () -> {})) {
      while (!west.ask(left).equals("0")) {
        LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
      }
    }
  }

  @Override
  public void close() {
    west.close();
    central.close();
  }
}

package dev.postmeridian.store;

import static dev.postmeridian.store.FeedRegion.ALL_HAVE_GERMANY;
import static dev.postmeridian.store.FeedRegion.CENTRAL;
import static dev.postmeridian.store.FeedRegion.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.feed.FeedPace;
import dev.postmeridian.feed.LoopbackWire;
import dev.postmeridian.feed.Replication;
import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.replication.FeedListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The bars of one feed: mails of 5 KB, a round trip of 220 ms, real databases. */
@Tag("slow")
class FeedThroughputTest {
  private static final String FILLER =
      "All work and no play makes a dull mail.\r\n".repeat(5000 / 41);
  private final LoopbackWire wire = new LoopbackWire();
  private FeedRegion west;
  private FeedRegion central;

  @BeforeEach
  void open() {
    west = new FeedRegion(WEST, ALL_HAVE_GERMANY, wire);
    central = new FeedRegion(CENTRAL, ALL_HAVE_GERMANY, wire);
    wire.roundTrip(Duration.ofMillis(220));
  }

  @AfterEach
  void close() {
    west.close();
    central.close();
  }

  private Replication pulling(FeedListener listener) {
    return new Replication(
            CENTRAL,
            "node",
            ALL_HAVE_GERMANY,
            central.inbox(),
            central.store().feeds(),
            wire.from(CENTRAL),
            Set::of,
            FeedPace.DEFAULT,
            listener)
        .start();
  }

  @Test
  void oneFeedBrings800MailsASecond() {
    int mails = 10_000;
    for (int from = 0; from < mails; from += 200) {
      accept(from, 200);
    }
    var arrived = new AtomicInteger();
    var done = new AtomicLong();
    long start = System.nanoTime();
    try (var replication =
        pulling((feed, stored) -> {
          if (arrived.addAndGet(stored.records()) == mails) {
            done.set(System.nanoTime());
          }
        })) {
      await().atMost(Duration.ofSeconds(60)).until(() -> done.get() != 0);
      assertThat(replication.trouble()).isEmpty();
    }
    double rate = mails / ((done.get() - start) / 1e9);
    System.out.printf("one feed, 5 KB mails, 220 ms round trip: %.0f mails/s%n", rate);
    assertThat(rate).isGreaterThan(800);
  }

  @Test
  void atTheRatedLoadNothingIsUnderWayForASecond() throws Exception {
    List<Duration> delays = Collections.synchronizedList(new ArrayList<>());
    try (var replication = pulling((feed, stored) -> delays.add(stored.slowest()));
        var sender = Executors.newSingleThreadScheduledExecutor()) {
      central.accept("Subject: pulled\r\n\r\n");
      var next = new AtomicInteger();
      var sending =
          sender.scheduleAtFixedRate(
              () -> accept(next.getAndIncrement(), 1), 0, 25, TimeUnit.MILLISECONDS);
      await().atMost(Duration.ofSeconds(60)).until(() -> next.get() >= 600);
      sending.cancel(false);
      assertThat(replication.trouble()).isEmpty();
    }
    delays.sort(null);
    Duration p99 = delays.get(delays.size() * 99 / 100);
    System.out.printf(
        "40 mails/s, 220 ms round trip: slowest of each batch p50 %d ms, p99 %d ms%n",
        delays.get(delays.size() / 2).toMillis(), p99.toMillis());
    assertThat(p99).isLessThan(Duration.ofSeconds(1));
  }

  private void accept(int from, int count) {
    List<Acceptance> batch =
        IntStream.range(from, from + count)
            .mapToObj(i -> TestRegion.mail("Subject: " + i + "\r\n\r\n" + FILLER))
            .toList();
    west.store().acceptedLog().accept(batch);
  }
}

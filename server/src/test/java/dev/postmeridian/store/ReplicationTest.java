package dev.postmeridian.store;

import static dev.postmeridian.store.FeedRegion.ALL_HAVE_GERMANY;
import static dev.postmeridian.store.FeedRegion.CENTRAL;
import static dev.postmeridian.store.FeedRegion.NORTH;
import static dev.postmeridian.store.FeedRegion.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.feed.FeedPace;
import dev.postmeridian.feed.LoopbackWire;
import dev.postmeridian.feed.Replication;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.FeedListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three regions that pull from each other, each with its own database and threads. */
class ReplicationTest {
  private static final FeedPace QUICK =
      new FeedPace(
          Duration.ofMillis(500),
          Duration.ofSeconds(2),
          Duration.ofMillis(50),
          Duration.ofMillis(50),
          Duration.ofMillis(200),
          Duration.ofDays(1),
          Duration.ofSeconds(5));
  private final LoopbackWire wire = new LoopbackWire();
  private final Set<RegionName> lost = ConcurrentHashMap.newKeySet();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private FeedRegion west;
  private FeedRegion central;
  private FeedRegion north;

  @BeforeEach
  void open() {
    west = region(WEST);
    central = region(CENTRAL);
    north = region(NORTH);
  }

  @AfterEach
  void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  private FeedRegion region(RegionName name) {
    var region = new FeedRegion(name, ALL_HAVE_GERMANY, wire);
    open.push(region);
    return region;
  }

  private void pull(FeedRegion region, RegionName name, String node) {
    pull(region, name, node, QUICK);
  }

  private void pull(FeedRegion region, RegionName name, String node, FeedPace pace) {
    open.push(
        new Replication(
                name,
                node,
                ALL_HAVE_GERMANY,
                region.inbox(),
                region.store().feeds(),
                wire.from(name),
                () -> lost,
                pace,
                FeedListener.NONE)
            .start());
  }

  @Test
  void allRegionsConvergeAndAgreeOnTheirKeys() {
    pull(west, WEST, "w");
    pull(central, CENTRAL, "c");
    pull(north, NORTH, "n");
    west.accept("Subject: west\r\n\r\nhello");
    central.accept("Subject: central\r\n\r\nhello");
    MessageId gone = north.accept("Subject: north\r\n\r\nhello");
    west.decideAll();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> {
          assertThat(west.ask("SELECT count(*) FROM postmeridian.message")).isEqualTo("3");
          assertThat(central.digest()).isEqualTo(west.digest());
          assertThat(north.digest()).isEqualTo(west.digest());
        });
    west.store().erasure().erase("ada", List.of(gone), "asked for");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> {
          assertThat(north.state(gone)).isEqualTo("erased");
          assertThat(north.digest()).isEqualTo(west.digest());
          assertThat(key(north)).isEqualTo(key(central)).isEqualTo(key(west));
        });
  }

  private static byte[] key(FeedRegion region) {
    return region.store().messageIdKeys().keyFor(new Country("DE"));
  }

  @Test
  void whatALostRegionToldOneReachesTheOthersAndIsDecided() throws Exception {
    pull(central, CENTRAL, "c");
    MessageId id = west.accept("Subject: last words\r\n\r\nhello");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(central.state(id)).isEqualTo("accepted"));
    wire.cutOff(WEST);
    pull(north, NORTH, "n");
    assertThat(north.state(id)).isEqualTo("nothing");

    lost.add(WEST);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> {
          assertThat(north.state(id)).isEqualTo("accepted");
          assertThat(central.ask("SELECT string_agg(kind, ' ') FROM postmeridian.job"))
              .isEqualTo("triage");
        });
  }

  @Test
  void whoStopsDoesNotWaitForNews() throws Exception {
    var patient =
        new FeedPace(
            Duration.ofMinutes(1),
            QUICK.lease(),
            QUICK.beat(),
            QUICK.afterFailure(),
            QUICK.retry(),
            QUICK.compare(),
            QUICK.moved());
    pull(central, CENTRAL, "one", patient);
    MessageId first = west.accept("Subject: first\r\n\r\nhello");
    await().untilAsserted(() -> assertThat(central.state(first)).isEqualTo("accepted"));
    long start = System.nanoTime();
    open.pop().close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    assertThat(central.store().feeds().leads("two", Duration.ofMinutes(1))).isTrue();
  }

  @Test
  void anotherNodePullsOnceTheFirstHasGone() throws Exception {
    pull(central, CENTRAL, "one");
    MessageId first = west.accept("Subject: first\r\n\r\nhello");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(central.state(first)).isEqualTo("accepted"));
    var one = open.pop();
    pull(central, CENTRAL, "two");
    one.close();
    MessageId second = west.accept("Subject: second\r\n\r\nhello");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(central.state(second)).isEqualTo("accepted"));
  }
}

package dev.postmeridian.link;

import static dev.postmeridian.link.TwoEnds.DE;
import static dev.postmeridian.link.TwoEnds.EU;
import static dev.postmeridian.link.TwoEnds.LAW;
import static dev.postmeridian.link.TwoEnds.US;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.health.HealthLimits;
import dev.postmeridian.health.HealthState;
import dev.postmeridian.health.Heartbeat;
import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Ingress;
import dev.postmeridian.routing.HoldReason;
import dev.postmeridian.routing.Route;
import dev.postmeridian.routing.Router;
import dev.postmeridian.routing.RoutingLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heartbeats over a real link, and what is made of them. */
class PeersTest {
  private static final HealthLimits FORGIVING =
      new HealthLimits(
          Duration.ofSeconds(1),
          8,
          Duration.ofSeconds(1),
          2,
          Duration.ofMillis(100),
          Duration.ofSeconds(1));

  @TempDir Path folder;
  private TwoEnds ends;
  private volatile HealthState euState = HealthState.READY;
  private LinkServer euServer;
  private Peers eu;
  private Peers us;

  @BeforeEach
  void start() {
    ends = new TwoEnds(folder);
    var none = ends.closing(new Link(Map.of(), ends.files(EU.value())));
    eu = new Peers(EU, none, LAW, HealthLimits.DEFAULTS, () -> beat(EU, euState));
    euServer = ends.server(eu);
    eu.start();
    var link = ends.link(euServer.port());
    us =
        ends.closing(
            new Peers(US, link, LAW, HealthLimits.DEFAULTS, () -> beat(US, HealthState.READY))
                .start());
  }

  @AfterEach
  void close() throws Exception {
    eu.close();
    ends.close();
  }

  private static Heartbeat beat(RegionName region, HealthState state) {
    return new Heartbeat(
        region,
        state,
        0.25,
        Duration.ofSeconds(3),
        Map.of(),
        false,
        Map.of("feed", "7"),
        Optional.empty());
  }

  private PeerReport seen() {
    return us.reports().getFirst();
  }

  @Test
  void aReadyRegionIsSeenWithWhatItSaysOfItselfAndItsRoundTrip() {
    await().until(() -> seen().state() == HealthState.READY);
    var view = us.get().views().get(EU);
    assertThat(seen().reason()).isEmpty();
    assertThat(view.utilisation()).isEqualTo(0.25);
    assertThat(view.queueDelay()).isEqualTo(Duration.ofSeconds(3));
    assertThat(view.roundTrip()).isPositive().isLessThan(Duration.ofSeconds(1));
    assertThat(us.get().views().get(US).state().state()).isEqualTo(HealthState.READY);
  }

  @Test
  void mailIsRelayedToAReadyRegionAndHeldWithinFiveSecondsOfItsDeath() {
    var router = new Router(US, LAW, RoutingLimits.DEFAULTS, us);
    assertThat(LAW.ingress(DE)).isEqualTo(Ingress.RELAY);
    await().until(() -> router.route(DE, 0) instanceof Route.Relay);
    long dead = System.nanoTime();
    euServer.close();
    await()
        .atMost(Duration.ofSeconds(5))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> router.route(DE, 0).equals(new Route.Hold(HoldReason.NO_REGION_READY)));
    assertThat(Duration.ofNanos(System.nanoTime() - dead)).isLessThan(Duration.ofSeconds(5));
    assertThat(seen().roundTrip()).isEmpty();
    assertThat(seen().reason()).hasValueSatisfying(why -> assertThat(why).contains("failed"));
    assertThat(seen().errors()).isPositive();
  }

  @Test
  void aRegionThatFallsSilentOnItsConnectionIsDownAndWhatIsUnderWayWithItEnds() throws Exception {
    var silent = new SilentService();
    var server = ends.server(silent);
    var link = ends.link(server.port());
    var watching =
        ends.closing(
            new Peers(US, link, LAW, FORGIVING, () -> beat(US, HealthState.READY)).start());
    await().until(() -> watching.reports().getFirst().state() == HealthState.READY);
    var request = new LinkRequest(LinkRequest.Lane.FEED, SilentService.PATH, Duration.ofMinutes(9));
    var hanging = link.exchange(LAW.metadata(EU), request, SilentService.WAIT_FOR_EVER);
    silent.fallSilent();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> watching.reports().getFirst().state() == HealthState.DOWN);
    assertThatThrownBy(() -> hanging.body().readAllBytes()).isInstanceOf(IOException.class);
    silent.speakAgain();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> watching.reports().getFirst().state() == HealthState.READY);
  }

  /** Says how it is, until it is told to say nothing any more, on connections that stand. */
  private static final class SilentService implements LinkService {
    static final String PATH = "/heartbeat";
    static final byte[] WAIT_FOR_EVER = HeartbeatStream.question(100, beat(US, HealthState.READY));
    private volatile CountDownLatch speaking = new CountDownLatch(0);

    void fallSilent() {
      speaking = new CountDownLatch(1);
    }

    void speakAgain() {
      speaking.countDown();
    }

    @Override
    public String path() {
      return PATH;
    }

    @Override
    public void handle(LinkPeer peer, InputStream in, OutputStream out) throws IOException {
      int beats = HeartbeatStream.question(in, peer.region()).beats();
      for (int beat = 0; beat < beats; beat++) {
        await(speaking);
        HeartbeatStream.write(out, beat(EU, HealthState.READY));
        await(new CountDownLatch(1), Duration.ofSeconds(1));
      }
    }

    private static void await(CountDownLatch latch) {
      await(latch, Duration.ofMinutes(1));
    }

    private static void await(CountDownLatch latch, Duration most) {
      try {
        var _ = latch.await(most.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  void whatARegionSaysOfItsStateIsSeenWithinSeconds() {
    await().until(() -> seen().state() == HealthState.READY);
    euState = HealthState.DEGRADED;
    await().until(() -> seen().state() == HealthState.DEGRADED);
    euState = HealthState.DRAINING;
    await().until(() -> seen().state() == HealthState.DRAINING);
  }

  @Test
  void aHeartbeatThatIsNoneIsAFailure() throws Exception {
    var nonsense = "{\"region\": \"us-east-1\"}".getBytes();
    assertThatThrownBy(() -> HeartbeatJson.read(nonsense, EU))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another region");
    assertThatThrownBy(() -> HeartbeatJson.read("nonsense".getBytes(), EU))
        .isInstanceOf(IOException.class);
    var later =
        HeartbeatJson.read(
            "{\"region\":\"eu-west-1\",\"state\":\"ready\",\"new\":1}".getBytes(), EU);
    assertThat(later.state()).isEqualTo(HealthState.READY);
  }

  @Test
  void theAcceptedRateIsThatOfTheLastMinute() {
    var nanos = new AtomicLong();
    var rate = new AcceptedRate(nanos::get);
    for (int second = 0; second < 90; second++) {
      nanos.set(Duration.ofSeconds(second).toNanos());
      rate.stored(Acceptance.Via.SMTP, 2, 1, Duration.ZERO);
    }
    assertThat(rate.perMinute()).isEqualTo(120);
    nanos.addAndGet(Duration.ofSeconds(30).toNanos());
    assertThat(rate.perMinute()).isEqualTo(60);
    nanos.addAndGet(Duration.ofHours(2).toNanos());
    assertThat(rate.perMinute()).isZero();
  }
}

package dev.postmeridian.link;

import static dev.postmeridian.link.TwoEnds.EU;
import static dev.postmeridian.link.TwoEnds.LAW;
import static dev.postmeridian.link.TwoEnds.US;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.health.HealthLimits;
import dev.postmeridian.health.HealthState;
import dev.postmeridian.health.Heartbeat;
import dev.postmeridian.region.RegionName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways that take as long as real ones. */
class DelayedRouteTest {
  private static final Duration ROUND_TRIP = Duration.ofMillis(80);

  @TempDir Path folder;
  private TwoEnds ends;
  private Path cuts;

  @BeforeEach
  void prepare() {
    ends = new TwoEnds(folder);
    cuts = folder.resolve("cut");
  }

  @AfterEach
  void close() throws Exception {
    ends.close();
  }

  private DelayedRoutes routes(int port) {
    return ends.closing(
        new DelayedRoutes(
            US,
            Map.of(EU, List.of(InetSocketAddress.createUnresolved("127.0.0.1", port))),
            Map.of(EU, ROUND_TRIP),
            new CutPairs(cuts, System::nanoTime)));
  }

  private Socket connected(int port) throws IOException {
    var entrance = routes(port).addresses().get(EU).getFirst();
    return ends.closing(new Socket(entrance.getAddress(), entrance.getPort()));
  }

  private ServerSocket server() throws IOException {
    return ends.closing(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
  }

  private static Heartbeat beat(RegionName region) {
    return new Heartbeat(
        region, HealthState.READY, 0, Duration.ZERO, Map.of(), false, Map.of(), Optional.empty());
  }

  @Test
  void heartbeatsMeasureItsRoundTrip() throws Exception {
    var none = ends.closing(new Link(Map.of(), ends.files(EU.value())));
    var eu = ends.closing(new Peers(EU, none, LAW, HealthLimits.DEFAULTS, () -> beat(EU)));
    var way = routes(ends.server(eu).port());
    var link = ends.closing(new Link(way.addresses(), ends.files(US.value())));
    var us = ends.closing(new Peers(US, link, LAW, HealthLimits.DEFAULTS, () -> beat(US)).start());
    await().until(() -> us.reports().getFirst().state() == HealthState.READY);
    await()
        .untilAsserted(() ->
            assertThat(us.reports().getFirst().roundTrip().orElseThrow())
                .isBetween(ROUND_TRIP, ROUND_TRIP.multipliedBy(2)));
  }

  @Test
  void whatIsSentWhileAPairIsCutArrivesOnceItIsMended() throws Exception {
    Files.writeString(cuts, "ap-southeast-1 us-east-1\neu-west-1 us-east-1\n");
    var server = server();
    server.setSoTimeout(300);
    var in = connected(server.getLocalPort());
    in.getOutputStream().write(7);
    assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    Files.writeString(cuts, "ap-southeast-1 us-east-1\n");
    server.setSoTimeout(0);
    try (var out = server.accept()) {
      assertThat(out.getInputStream().read()).isEqualTo(7);
    }
  }

  @Test
  void muchIsUnderWayAtOnceAndArrivesWholeAndInOrder() throws Exception {
    byte[] much = new byte[32 << 20];
    new Random(7).nextBytes(much);
    var server = server();
    try (var in = connected(server.getLocalPort())) {
      var sent =
          CompletableFuture.runAsync(() -> {
            try {
              in.getOutputStream().write(much);
              in.shutdownOutput();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      long start = System.nanoTime();
      try (var out = server.accept()) {
        assertThat(Arrays.equals(out.getInputStream().readAllBytes(), much)).isTrue();
        out.getOutputStream().write(1);
        out.shutdownOutput();
        assertThat(in.getInputStream().read()).isEqualTo(1);
        assertThat(in.getInputStream().read()).isEqualTo(-1);
      }
      sent.join();
      // a window of 64 KiB would take 40 s
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }
  }

  @Test
  void whoIsGoneIsGoneAtTheOtherEndToo() throws Exception {
    var server = server();
    try (var in = connected(server.getLocalPort())) {
      try (var out = server.accept()) {
        out.setSoLinger(true, 0); // a reset
      }
      assertThatThrownBy(() -> in.getInputStream().read()).isInstanceOf(IOException.class);
    }
    int port = server.getLocalPort();
    server.close();
    try (var in = connected(port)) {
      assertThatThrownBy(() -> in.getInputStream().read()).isInstanceOf(IOException.class);
    }
  }
}

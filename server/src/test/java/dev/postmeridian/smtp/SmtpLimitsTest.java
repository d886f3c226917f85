package dev.postmeridian.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.intake.ClientNetwork;
import dev.postmeridian.intake.IntakeLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every limit has its code, and holds. */
class SmtpLimitsTest {
  private static final Duration SHORT = Duration.ofMillis(150);
  private static final Duration LONG = Duration.ofSeconds(20);
  private final SmtpFixture fixture = new SmtpFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private InetSocketAddress server(
      int connections, int perClient, Duration idle, Duration data, int errors) {
    var limits = new SmtpLimits(5, connections, perClient, 512, 1000, idle, data, errors, LONG);
    return fixture.start(Protocol.SMTP, limits).address();
  }

  @Test
  void theDefaultsAreWhatIsDocumented() {
    assertThat(SmtpLimits.DEFAULT)
        .isEqualTo(
            new SmtpLimits(
                100,
                1000,
                100,
                2048,
                1 << 20,
                Duration.ofMinutes(5),
                Duration.ofMinutes(10),
                20,
                Duration.ofSeconds(10)));
    assertThat(IntakeLimits.DEFAULT).isEqualTo(new IntakeLimits(26_214_400, 33_554_432, 100));
  }

  @Test
  void limitsThatCannotWorkAreRefused() {
    assertThatThrownBy(() -> new SmtpLimits(0, 1, 1, 512, 1000, LONG, LONG, 1, LONG))
        .hasMessage("recipients must be at least 1, not 0");
    assertThatThrownBy(() -> new IntakeLimits(2000, 1000, 1)).hasMessageContaining("in_flight");
  }

  @Test
  void tooManyRecipientsAreLeftForTheNextTransaction() throws IOException {
    try (var client = RawClient.greeted(fixture.smtp().address())) {
      client.command("MAIL FROM:<a@b.example>");
      for (int i = 0; i < 5; i++) {
        assertThat(client.command("RCPT TO:<user" + i + "@acme.example>")).startsWith("250");
      }
      assertThat(client.command("RCPT TO:<user6@acme.example>")).startsWith("452 4.5.3 Too many");
      client.command("DATA");
      assertThat(client.command("x\r\n.")).hasLineCount(5);
    }
  }

  @Test
  void aCommandLineHasALimit() throws IOException {
    try (var client = RawClient.greeted(fixture.smtp().address())) {
      assertThat(client.command("NOOP " + "x".repeat(505))).startsWith("250 2.0.0");
      assertThat(client.command("NOOP " + "x".repeat(506))).startsWith("500 5.5.6");
      assertThat(client.command("NOOP " + "x".repeat(100_000))).startsWith("500 5.5.6");
      assertThat(client.command("NOOP")).startsWith("250 2.0.0");
    }
    try (var client = new RawClient(fixture.smtp().address())) {
      assertThat(client.reply()).startsWith("220");
      assertThat(client.command("EHLO " + "x".repeat(2100))).startsWith("500 5.5.6");
      assertThat(client.command("EHLO mx.example")).startsWith("250");
    }
  }

  @Test
  void aLineOfDataHasALimit() throws IOException {
    try (var client = RawClient.greeted(fixture.smtp().address())) {
      assertThat(deliver(client, "x".repeat(998) + "\r\n")).startsWith("250 2.0.0");
      assertThat(deliver(client, "x".repeat(999) + "\r\n")).startsWith("500 5.2.3");
      assertThat(deliver(client, "x".repeat(60_000) + "\r\n")).startsWith("500 5.2.3");
      assertThat(deliver(client, "y\r\n".repeat(20_000))).startsWith("250 2.0.0");
    }
  }

  @Test
  void aMailHasALimitWhateverItsSenderDeclared() throws IOException {
    try (var client = RawClient.greeted(fixture.smtp().address())) {
      assertThat(deliver(client, "1234567\r\n".repeat(11_111))).startsWith("250 2.0.0");
      assertThat(deliver(client, "1234567\r\n".repeat(11_112))).startsWith("552 5.3.4");
      assertThat(deliver(client, "1234567\r\n".repeat(100_000))).startsWith("552 5.3.4");
      assertThat(client.command("NOOP")).startsWith("250");
    }
    assertThat(fixture.log().messages()).hasSize(1);
  }

  @Test
  void mailInFlightHasALimit() throws IOException {
    fixture.intakeLimits = new IntakeLimits(100_000, 100_000, 100);
    fixture.log().holdCommits();
    var server = fixture.smtp().address();
    try (var first = RawClient.greeted(server);
        var second = RawClient.greeted(server)) {
      startData(first);
      first.send("x\r\n".repeat(30_000) + ".\r\n");
      await().untilAsserted(() -> assertThat(begin(second)).startsWith("452 4.3.1"));
      assertThat(second.command("RSET")).startsWith("250");
      assertThat(second.command("MAIL FROM:<a@b.example> SIZE=50000")).startsWith("452 4.3.1");
      fixture.log().commit(2);
      assertThat(first.reply()).startsWith("250 2.0.0");
      await().untilAsserted(() -> assertThat(deliver(second, "y\r\n")).startsWith("250 2.0.0"));
    }
  }

  @Test
  void noClientTakesTheRoomOfAllOthers() throws IOException {
    fixture.intakeLimits = new IntakeLimits(100_000, 200_000, 100);
    var server = fixture.smtp().address();
    try (var slow = RawClient.greeted(server);
        var another = RawClient.greeted(server);
        var stranger = RawClient.from("127.0.0.2", server)) {
      assertThat(slow.command("MAIL FROM:<a@b.example> SIZE=90000")).startsWith("250");
      slow.command("RCPT TO:<support@acme.example>");
      assertThat(slow.command("DATA")).startsWith("354");
      assertThat(begin(another)).startsWith("452 4.3.1");
      assertThat(stranger.command("MAIL FROM:<c@d.example> SIZE=90000")).startsWith("250");
      assertThat(begin(stranger)).startsWith("250 2.0.0");
      assertThat(slow.command("x\r\n.")).startsWith("250 2.0.0");
      await().untilAsserted(() -> assertThat(begin(another)).startsWith("250 2.0.0"));
    }
  }

  private static String begin(RawClient client) throws IOException {
    client.command("RSET");
    client.command("MAIL FROM:<a@b.example>");
    client.command("RCPT TO:<support@acme.example>");
    String reply = client.command("DATA");
    return reply.startsWith("354") ? client.command(".") : reply;
  }

  @Test
  void connectionsHaveALimitInAll() throws IOException {
    var server = server(2, 40, LONG, LONG, 5);
    try (var first = RawClient.greeted(server);
        var second = RawClient.greeted(server)) {
      try (var third = new RawClient(server)) {
        assertThat(third.reply()).startsWith("421 4.7.0 Too many connections");
        assertThat(third.isClosedByServer()).isTrue();
      }
      assertThat(first.command("QUIT")).startsWith("221");
      awaitRoom(server);
      assertThat(second.command("NOOP")).startsWith("250");
    }
  }

  @Test
  void connectionsHaveALimitPerClient() throws IOException {
    var server = server(40, 1, LONG, LONG, 5);
    try (var first = RawClient.greeted(server)) {
      try (var second = new RawClient(server)) {
        assertThat(second.reply()).startsWith("421 4.7.0");
      }
      assertThat(first.command("QUIT")).startsWith("221");
    }
    awaitRoom(server);
  }

  @Test
  void aNetworkOfIpv6IsOneClient() {
    assertThat(network("2001:db8:0:1::1")).isEqualTo(network("2001:db8:0:1:ffff::2"));
    assertThat(network("2001:db8:0:1::1")).isNotEqualTo(network("2001:db8:0:2::1"));
    assertThat(network("192.0.2.1")).isNotEqualTo(network("192.0.2.2"));
    assertThat(network("::ffff:192.0.2.1")).isEqualTo(network("192.0.2.1"));
  }

  private static ClientNetwork network(String address) {
    return ClientNetwork.of(InetAddress.ofLiteral(address));
  }

  private static void awaitRoom(InetSocketAddress server) {
    await()
        .untilAsserted(() -> {
          try (var next = new RawClient(server)) {
            assertThat(next.reply()).startsWith("220");
          }
        });
  }

  @Test
  void anIdleSessionIsEnded() throws IOException {
    try (var client = RawClient.greeted(server(40, 40, SHORT, LONG, 5))) {
      assertThat(client.reply()).startsWith("421 4.4.2");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void aCommandThatTricklesInIsEndedToo() throws Exception {
    try (var client = RawClient.greeted(server(40, 40, Duration.ofMillis(400), LONG, 5))) {
      var trickle =
          CompletableFuture.runAsync(
              () -> await().pollInterval(Duration.ofMillis(50)).until(() -> !sent(client, "x")));
      // what is sent to a connection that has ended resets it, with the reply if nobody has read it
      // yet
      assertThat(client.reply()).matches("(?s)(421 4\\.4\\.2.*)?");
      trickle.get();
    }
  }

  @Test
  void aMailThatTakesTooLongIsEnded() throws IOException {
    try (var client = RawClient.greeted(server(40, 40, LONG, SHORT, 5))) {
      startData(client);
      client.send("x\r\n");
      assertThat(client.reply()).startsWith("421 4.4.2");
      assertThat(client.isClosedByServer()).isTrue();
    }
    assertThat(fixture.log().messages()).isEmpty();
  }

  @Test
  void aMailThatTricklesInHasLessTimeThanALargeOne() throws IOException {
    var data = Duration.ofSeconds(3);
    try (var client = RawClient.greeted(server(40, 40, LONG, data, 5))) {
      startData(client);
      long start = System.nanoTime();
      client.send("x\r\n");
      assertThat(client.reply()).startsWith("421 4.4.2");
      assertThat(System.nanoTime() - start).isLessThan(data.toNanos());
    }
    var pace = new Pace(Duration.ofMinutes(9), 1000);
    assertThat(pace.nanosFor(0)).isEqualTo(Duration.ofMinutes(3).toNanos());
    assertThat(pace.nanosFor(500)).isEqualTo(Duration.ofSeconds(450).toNanos());
    assertThat(pace.nanosFor(5000)).isEqualTo(Duration.ofMinutes(9).toNanos());
  }

  private static boolean sent(RawClient client, String text) {
    try {
      client.send(text);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  @Test
  void aClientThatNeverReadsIsEndedToo() throws Exception {
    var server = fixture.start(Protocol.SMTP, limitsWithIdle(SHORT));
    try (var client = RawClient.greeted(server.address())) {
      var pushing =
          CompletableFuture.runAsync(() -> {
            while (sent(client, "HELP\r\n".repeat(10_000))) {
              // replies pile up until the server can send no more
            }
          });
      await().untilAsserted(() -> assertThat(server.connections()).isZero());
      pushing.get();
    }
  }

  private static SmtpLimits limitsWithIdle(Duration idle) {
    return new SmtpLimits(5, 50, 50, 512, 1000, idle, LONG, 5, LONG);
  }

  @Test
  void errorsHaveALimitUntilAMailIsAccepted() throws IOException {
    try (var client = RawClient.greeted(fixture.smtp().address())) {
      for (int i = 0; i < 5; i++) {
        assertThat(client.command("NONSENSE")).startsWith("500 5.5.2");
      }
      assertThat(deliver(client, "x\r\n")).startsWith("250 2.0.0");
      for (int i = 0; i < 5; i++) {
        assertThat(client.command("NONSENSE")).startsWith("500 5.5.2");
      }
      assertThat(client.command("NONSENSE")).startsWith("421 4.7.0 Too many errors");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void stoppingSaysGoodbyeToTheIdleAndLetsMailsFinish() throws Exception {
    var server = fixture.smtp();
    try (var idle = RawClient.greeted(server.address());
        var busy = RawClient.greeted(server.address())) {
      startData(busy);
      busy.send("half\r\n");
      var stopped = CompletableFuture.runAsync(server::close);
      assertThat(idle.reply()).startsWith("421 4.3.2");
      assertThat(idle.isClosedByServer()).isTrue();
      busy.send("other half\r\n.\r\n");
      assertThat(busy.reply()).startsWith("250 2.0.0");
      assertThat(busy.reply()).startsWith("421 4.3.2");
      stopped.get();
    }
    assertThat(fixture.log().messages()).hasSize(1);
  }

  @Test
  void aClientThatLeavesInTheMiddleOfAMailLeavesNothing() throws IOException {
    var server = fixture.smtp();
    try (var client = RawClient.greeted(server.address())) {
      startData(client);
      client.send("half\r\n");
      client.shutdownOutput();
      assertThat(client.isClosedByServer()).isTrue();
    }
    await().untilAsserted(() -> assertThat(server.connections()).isZero());
    assertThat(fixture.log().messages()).isEmpty();
  }

  private static void startData(RawClient client) throws IOException {
    client.command("MAIL FROM:<a@b.example>");
    client.command("RCPT TO:<support@acme.example>");
    assertThat(client.command("DATA")).startsWith("354 ");
  }

  private static String deliver(RawClient client, String data) throws IOException {
    startData(client);
    return client.command(data + ".");
  }
}

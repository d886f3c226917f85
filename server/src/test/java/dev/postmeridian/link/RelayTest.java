package dev.postmeridian.link;

import static dev.postmeridian.link.TwoEnds.EU;
import static dev.postmeridian.link.TwoEnds.LAW;
import static dev.postmeridian.link.TwoEnds.US;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.endtoend.SmtpClient;
import dev.postmeridian.health.PeerState;
import dev.postmeridian.http.BearerToken;
import dev.postmeridian.http.HttpLimits;
import dev.postmeridian.http.MessageIntakeService;
import dev.postmeridian.http.RegionHttpServer;
import dev.postmeridian.intake.Intake;
import dev.postmeridian.intake.IntakeFixture;
import dev.postmeridian.intake.IntakeLimits;
import dev.postmeridian.intake.Relay;
import dev.postmeridian.region.Country;
import dev.postmeridian.residency.Ingress;
import dev.postmeridian.residency.OutageMode;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.residency.ResidencyRules;
import dev.postmeridian.residency.UnlistedCountries;
import dev.postmeridian.routing.Outlook;
import dev.postmeridian.routing.Router;
import dev.postmeridian.routing.RoutingLimits;
import dev.postmeridian.smtp.Protocol;
import dev.postmeridian.smtp.SmtpLimits;
import dev.postmeridian.smtp.SmtpServer;
import dev.postmeridian.smtp.SmtpSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail for a European mailbox that a sender brings to America, over a real link. */
class RelayTest {
  private static final byte[] MAIL = "Subject: hello\r\n\r\nAre you there?\r\n".getBytes(US_ASCII);
  private static final String SENDER = "a@b.example";
  private static final String GERMAN = "Hallo@muster.example";
  private static final Outlook EU_IS_READY =
      new Outlook(
          Map.of(
              EU,
              new Outlook.View(
                  PeerState.READY, true, 0, Duration.ZERO, Duration.ofMillis(90), false)));

  @TempDir Path folder;
  private final IntakeFixture eu = new IntakeFixture();
  private final IntakeFixture us = new IntakeFixture();
  private volatile Outlook outlook = EU_IS_READY;
  private TwoEnds ends;
  private LinkServer euServer;
  private Intake intake;
  private int smtp;
  private int lmtp;

  @BeforeEach
  void start() {
    ends = new TwoEnds(folder);
    var atHome = eu.intake(LAW, new Router(EU, LAW), Relay.NONE, IntakeLimits.DEFAULT);
    euServer = ends.server(new RelayService(atHome));
    listen(LAW);
  }

  private void listen(Residency law) {
    var link = ends.link(euServer.port());
    var router = new Router(US, law, RoutingLimits.DEFAULTS, () -> outlook);
    intake = us.intake(law, router, new RelayClient(link, law), IntakeLimits.DEFAULT);
    smtp = listen(Protocol.SMTP);
    lmtp = listen(Protocol.LMTP);
  }

  private int listen(Protocol protocol) {
    var settings =
        new SmtpSettings(
            protocol, TwoEnds.anywhere(), IntakeFixture.HOST, Optional.empty(), SmtpLimits.DEFAULT);
    return ends.closing(SmtpServer.start(settings, intake, Optional.empty())).address().getPort();
  }

  @AfterEach
  void close() throws Exception {
    ends.close();
  }

  private String sent(String to, byte[] mail) throws IOException {
    try (var client = new SmtpClient(smtp)) {
      return client.send(SENDER, to, mail);
    }
  }

  @Test
  void mailIsStoredWhereItIsLawfulAndNowhereElse() throws Exception {
    assertThat(sent(GERMAN, MAIL)).startsWith("250 2.0.0 Accepted as ");
    assertThat(us.log.messages()).isEmpty();
    var stored = eu.log.messages().getFirst();
    assertThat(stored.data()).asString(US_ASCII).isEqualTo(new String(MAIL, US_ASCII) + "\r\n");
    assertThat(stored.mailbox()).hasToString(GERMAN);
    assertThat(stored.sender().canonical()).isEqualTo(SENDER);
    assertThat(stored.trace()).contains(" (through us-east-1) id ");
  }

  @Test
  void theSameMailBroughtAgainIsTheSameMessage() throws Exception {
    String first = sent(GERMAN, MAIL);
    assertThat(sent(GERMAN, MAIL)).isEqualTo(first);
    assertThat(eu.log.messages()).hasSize(1);
  }

  @Test
  void aLargeMailArrivesAsItWasSent() throws Exception {
    byte[] large = "0123456789 abcdefghijklmnopqrstuvwxyz\r\n".repeat(50_000).getBytes(US_ASCII);
    assertThat(sent(GERMAN, large)).startsWith("250 2.0.0");
    assertThat(eu.log.messages().getFirst().data()).startsWith(large).hasSize(large.length + 2);
  }

  @Test
  void theSenderHearsWhatTheLawfulRegionSays() throws Exception {
    byte[] looping = ("Received: x\r\n".repeat(101) + "\r\nx").getBytes(US_ASCII);
    assertThat(sent(GERMAN, looping)).startsWith("554 5.4.6");
    eu.log.available(false);
    assertThat(sent(GERMAN, MAIL)).startsWith("451 4.3.0");
    eu.log.available(true);
    assertThat(sent(GERMAN, MAIL)).startsWith("250 2.0.0");
    assertThat(eu.log.messages()).hasSize(1);
  }

  @Test
  void aRegionThatDiesMidwayLeavesTheMailWithItsSender() throws Exception {
    try (var client = new Typed(smtp)) {
      client.envelope(GERMAN);
      client.type("x".repeat(900) + "\r\n");
      euServer.close();
      client.type(("y".repeat(900) + "\r\n").repeat(500));
      assertThat(client.command("\r\n.")).startsWith("451 4.3.0");
      assertThat(client.command("NOOP")).as("the session goes on").startsWith("250");
    }
    assertThat(eu.log.messages()).isEmpty();
    assertThat(us.log.messages()).isEmpty();
  }

  @Test
  void aSenderThatLeavesMidwayLeavesNothing() throws Exception {
    try (var client = new Typed(smtp)) {
      client.envelope(GERMAN);
      client.type(("x".repeat(900) + "\r\n").repeat(100));
    }
    assertThat(sent(GERMAN, MAIL)).startsWith("250 2.0.0");
    assertThat(eu.log.messages()).hasSize(1);
  }

  @Test
  void aDeadRegionAtDataIsATemporaryError() throws Exception {
    euServer.close();
    assertThat(sent(GERMAN, MAIL)).startsWith("451 4.3.0");
  }

  @Test
  void mailThatNoRegionCanTakeNowIsHeldBeforeData() throws Exception {
    outlook = Outlook.NOTHING;
    try (var client = new Typed(smtp)) {
      assertThat(client.command("MAIL FROM:<a@b.example>")).startsWith("250");
      assertThat(client.command("RCPT TO:<" + GERMAN + ">")).startsWith("451 4.3.0");
      assertThat(client.command("DATA")).startsWith("503");
    }
  }

  @Test
  void aCountryThatLetsNothingThroughIsHeldBeforeData() throws Exception {
    var strict =
        new ResidencyRules(
            UnlistedCountries.REFUSE,
            Map.of(TwoEnds.DE, Ingress.REFUSE),
            List.of(),
            ResidencyRules.SealedCopies.NONE,
            Map.<Country, OutageMode>of(),
            OutageMode.HOLD);
    listen(new Residency(TwoEnds.REGIONS, strict, InstantSource.system()));
    try (var client = new Typed(smtp)) {
      client.command("MAIL FROM:<a@b.example>");
      assertThat(client.command("RCPT TO:<" + GERMAN + ">")).startsWith("451 4.3.0");
    }
  }

  @Test
  void recipientsWithAnotherRouteComeInAnotherTransaction() throws Exception {
    try (var client = new Typed(smtp)) {
      client.command("MAIL FROM:<a@b.example>");
      assertThat(client.command("RCPT TO:<" + GERMAN + ">")).startsWith("250");
      assertThat(client.command("RCPT TO:<zwei@muster.example>")).startsWith("250");
      assertThat(client.command("RCPT TO:<support@acme.example>")).startsWith("452 4.5.3");
      client.command("DATA");
      assertThat(client.command("x\r\n.")).startsWith("250");
    }
    assertThat(eu.log.messages()).hasSize(2);
  }

  @Test
  void byLmtpEachRecipientsMailGoesItsOwnWayInOneTransaction() throws Exception {
    try (var client = new Typed(lmtp, "LHLO")) {
      client.envelope(GERMAN, "support@acme.example", "zwei@muster.example");
      client.type("Subject: for all\r\n\r\nhello\r\n.\r\n");
      for (int i = 0; i < 3; i++) {
        assertThat(client.reply()).startsWith("250 2.0.0 Accepted as ");
      }
      assertThat(client.command("NOOP")).startsWith("250");
    }
    assertThat(us.log.messages())
        .extracting(m -> m.mailbox().toString())
        .containsExactly("support@acme.example");
    assertThat(eu.log.messages())
        .extracting(m -> m.mailbox().toString())
        .containsExactly(GERMAN, "zwei@muster.example");
  }

  @Test
  void byLmtpARegionThatDiesMidwayFailsForItsRecipientsAlone() throws Exception {
    try (var client = new Typed(lmtp, "LHLO")) {
      client.envelope(GERMAN, "support@acme.example");
      client.type("x".repeat(900) + "\r\n");
      euServer.close();
      client.type(("y".repeat(900) + "\r\n").repeat(500) + ".\r\n");
      assertThat(client.reply()).startsWith("451 4.3.0");
      assertThat(client.reply()).startsWith("250 2.0.0 Accepted as ");
    }
    assertThat(eu.log.messages()).isEmpty();
    assertThat(us.log.messages()).hasSize(1);
    assertThat(us.log.messages().getFirst().data()).hasSize(902 * 501);
  }

  @Test
  void mailByHttpIsRelayedToo() throws Exception {
    var http =
        new RegionHttpServer(
                TwoEnds.anywhere(),
                HttpLimits.DEFAULT,
                new BearerToken("a-token-for-tests-only"),
                List.of(),
                List.of(new MessageIntakeService(intake)))
            .start();
    ends.closing(http);
    var answer = post(http.port());
    assertThat(answer).as("each by its own way").doesNotContain("refused");
    assertThat(us.log.messages()).hasSize(1);
    assertThat(post(http.port())).contains("\"status\":\"duplicate\"");
    assertThat(eu.log.messages().getFirst().data()).isEqualTo(MAIL);
    euServer.close();
    assertThat(post(http.port())).contains("\"status\":\"duplicate\"", "451 4.3.0");
  }

  private static String post(int port) throws Exception {
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:"
                        + port
                        + "/v1/messages?from=a%40b.example&to=hallo%40muster.example"
                        + "&to=support%40acme.example"))
            .header("Authorization", "Bearer a-token-for-tests-only")
            .header("Content-Type", "message/rfc822")
            .POST(HttpRequest.BodyPublishers.ofByteArray(MAIL))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }

  /** A client that types. */
  private static final class Typed implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;

    Typed(int port) throws IOException {
      this(port, "HELO");
    }

    Typed(int port, String greeting) throws IOException {
      socket = new Socket("127.0.0.1", port);
      in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      in.readLine();
      type(greeting + " client.example\r\n");
      for (String line = reply(); line.startsWith("250-"); line = reply()) {
        assertThat(line).isNotEmpty();
      }
    }

    String reply() throws IOException {
      return String.valueOf(in.readLine());
    }

    void envelope(String... recipients) throws IOException {
      command("MAIL FROM:<a@b.example>");
      for (String to : recipients) {
        assertThat(command("RCPT TO:<" + to + ">")).startsWith("250");
      }
      assertThat(command("DATA")).startsWith("354");
    }

    void type(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    String command(String line) throws IOException {
      type(line + "\r\n");
      return in.readLine();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}

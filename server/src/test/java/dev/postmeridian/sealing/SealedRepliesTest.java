package dev.postmeridian.sealing;

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
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Ingress;
import dev.postmeridian.residency.OutageMode;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.residency.ResidencyRules;
import dev.postmeridian.residency.ResidencyRules.SealedCopies;
import dev.postmeridian.residency.UnlistedCountries;
import dev.postmeridian.routing.Outlook;
import dev.postmeridian.routing.Router;
import dev.postmeridian.routing.RoutingLimits;
import dev.postmeridian.smtp.Protocol;
import dev.postmeridian.smtp.SmtpLimits;
import dev.postmeridian.smtp.SmtpServer;
import dev.postmeridian.smtp.SmtpSettings;
import dev.postmeridian.store.TestRegion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What senders hear of mail for a country whose only region is down. */
class SealedRepliesTest {
  @RegisterExtension static final TestRegion REGION = TestRegion.open();
  private static final RegionName EU = IntakeFixture.THERE;
  private static final RegionName US = IntakeFixture.HERE;
  private static final Country DE = new Country("DE");
  private static final String GERMAN = "hallo@muster.example";
  private static final byte[] MAIL = "Subject: hello\r\n\r\nAre you there?\r\n".getBytes(US_ASCII);
  private static final String TOKEN = "a-token-for-tests-only";
  private final IntakeFixture fixture = new IntakeFixture();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final WaitingMail waiting = REGION.store().sealing().waitingMail();
  private int smtp;
  private int lmtp;
  private int http;

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable part : open) {
      part.close();
    }
  }

  private static Residency law(Ingress ingress, Set<RegionName> holders) {
    return new Residency(
        IntakeFixture.REGIONS,
        new ResidencyRules(
            UnlistedCountries.REFUSE,
            Map.of(DE, ingress),
            List.of(),
            new SealedCopies(Map.of(DE, holders), Map.of(), Set.of()),
            Map.of(DE, OutageMode.SEAL),
            OutageMode.HOLD),
        InstantSource.system());
  }

  private void listen(Residency law, boolean escrowed) {
    var down =
        new Outlook(
            Map.of(
                EU,
                new Outlook.View(
                    PeerState.DOWN, true, 0, Duration.ZERO, Duration.ofMillis(90), escrowed)));
    var key = KeyPair.make();
    var sealer = new MailSealer(US, new Sealer(_ -> Optional.of(key.publicKey())), waiting);
    var router = new Router(US, law, RoutingLimits.DEFAULTS, () -> down);
    var intake = fixture.intake(law, router, sealer);
    smtp = listen(Protocol.SMTP, intake);
    lmtp = listen(Protocol.LMTP, intake);
    var server =
        new RegionHttpServer(
                anywhere(),
                HttpLimits.DEFAULT,
                new BearerToken(TOKEN),
                List.of(),
                List.of(new MessageIntakeService(intake)))
            .start();
    open.add(server::stop);
    http = server.port();
  }

  private int listen(Protocol protocol, Intake intake) {
    var settings =
        new SmtpSettings(
            protocol, anywhere(), IntakeFixture.HOST, Optional.empty(), SmtpLimits.DEFAULT);
    var server = SmtpServer.start(settings, intake, Optional.empty());
    open.add(server);
    return server.address().getPort();
  }

  private static InetSocketAddress anywhere() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private String bySmtp() throws IOException {
    try (var client = new SmtpClient(smtp)) {
      return client.send("a@b.example", GERMAN, MAIL);
    }
  }

  private HttpResponse<String> byHttp(String... to) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + "/v1/messages"))
            .header("Authorization", "Bearer " + TOKEN)
            .header("Content-Type", "message/rfc822")
            .header("Envelope-To", String.join(",", to))
            .POST(HttpRequest.BodyPublishers.ofByteArray(MAIL))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString());
    }
  }

  @Test
  void sealedMailIsAcceptedAndSaidToBeSealedAndForWhom() throws Exception {
    listen(law(Ingress.RELAY, Set.of(US)), true);
    long before = waiting.waiting().getOrDefault(EU, 0L);
    assertThat(bySmtp()).isEqualTo("250 2.0.0 Accepted, sealed for eu-west-1");
    var answer = byHttp(GERMAN, "support@acme.example");
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body())
        .contains("\"status\":\"sealed\"", "\"code\":\"250 2.0.0\"", "[\"eu-west-1\"]")
        .contains("\"status\":\"accepted\"")
        .doesNotContain("refused");
    assertThat(waiting.waiting()).containsEntry(EU, before + 2);
    assertThat(fixture.log.messages())
        .as("nothing of it is stored in clear")
        .noneMatch(m -> m.country().equals(DE));
    assertThat(byLmtp(GERMAN, "support@acme.example"))
        .satisfiesExactly(
            german -> assertThat(german).isEqualTo("250 2.0.0 Accepted, sealed for eu-west-1"),
            own -> assertThat(own).startsWith("250 2.0.0 Accepted as "));
  }

  private List<String> byLmtp(String... to) throws IOException {
    try (var client = SmtpClient.lmtp(lmtp)) {
      return client.sendToAll("a@b.example", List.of(to), MAIL);
    }
  }

  @Test
  void mailThatWouldBeLostWithItsKeyIsHeld() throws Exception {
    listen(law(Ingress.RELAY, Set.of(US)), false);
    held();
  }

  @Test
  void aRegionThatMayHoldNoCopiesHoldsTheMailOff() throws Exception {
    listen(law(Ingress.RELAY, Set.of()), true);
    held();
  }

  @Test
  void aCountryWhoseMailPassesThroughNoOtherRegionIsNotSealedThereEither() throws Exception {
    listen(law(Ingress.REFUSE, Set.of(US)), true);
    held();
  }

  private void held() throws Exception {
    long before = waiting.waiting().getOrDefault(EU, 0L);
    assertThat(bySmtp()).startsWith("451 4.3.0");
    var answer = byHttp(GERMAN);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.body()).contains("451 4.3.0");
    assertThat(waiting.waiting().getOrDefault(EU, 0L)).isEqualTo(before);
  }
}

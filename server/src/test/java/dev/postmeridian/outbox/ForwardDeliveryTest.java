package dev.postmeridian.outbox;

import static dev.postmeridian.effect.EffectState.DEAD;
import static dev.postmeridian.effect.EffectState.DELIVERED;
import static dev.postmeridian.outbox.Letters.decided;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.postmeridian.desk.Correction;
import dev.postmeridian.effect.Effect;
import dev.postmeridian.effect.EffectLimits;
import dev.postmeridian.effect.EffectLine;
import dev.postmeridian.effect.Target;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MaybeSender;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.store.TestRegion;
import dev.postmeridian.triage.QueueName;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Forwarded mail, as a real mail server gets it. */
class ForwardDeliveryTest {
  private static final String TO = "legal@lawyers.example";
  private static final EffectLimits LIMITS =
      new EffectLimits(Duration.ofSeconds(5), 2, Duration.ofDays(1));
  private static final GreenMail server = server();
  // GreenMail takes no mail from the null sender.
  private static final Effect forward =
      forward(
          server.getSmtp().getPort(),
          MaybeSender.of(MailAddress.parse("bounces@ours.example")),
          false);

  @RegisterExtension static final TestRegion region = TestRegion.open(List.of(forward));

  private static GreenMail server() {
    var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    return mail;
  }

  private static Effect forward(int port, MaybeSender sender, boolean tls) {
    var relay = new Target.Relay("127.0.0.1", port, tls, Optional.empty());
    return Letters.effect(
        "legal", new Target.Forward(MailAddress.parse(TO), relay, sender), LIMITS);
  }

  @BeforeEach
  void forget() throws Exception {
    server.purgeEmailFromAllMailboxes();
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  @Test
  void theMailArrivesAsItCameWithOurTracesBeforeIt() throws Exception {
    String text =
        "Subject: Grüße\r\nX-Odd:  two  spaces\r\n\r\nÄußerst\r\n.a dot\r\n..two\r\nFrom here\r\n";
    MessageId id = decided(region, text);
    try (var _ = Letters.outbox(region, forward)) {
      await().until(() -> line().state() == DELIVERED);
    }
    String got = raw(server.getReceivedMessages()[0]);
    assertThat(got)
        .contains("Postmeridian-Forwarded: key=" + id.hex() + "/legal;", "\r\n\trevision=")
        .contains("Received: from a by b")
        .endsWith(text.stripTrailing())
        .doesNotContain(TO);
    assertThat(got).contains("Return-Path: <bounces@ours.example>");
  }

  @Test
  void unlessTheFileNamesASenderNobodyGetsABounce() throws Exception {
    decided(region, "Subject: ü\r\n\r\nHello\r\n");
    try (var sink = new SmtpSink("250 ok");
        var _ = Letters.outbox(region, forward(sink.port(), MaybeSender.NULL, false))) {
      await().until(() -> line().state() == DELIVERED);
      assertThat(sink.commands)
          .contains(
              "EHLO eu-west-1.localhost", "MAIL FROM:<> BODY=8BITMIME", "RCPT TO:<" + TO + ">");
    }
  }

  @Test
  void anAddressThatIsRefusedForGoodIsALetterForNobody() throws Exception {
    decided(region, "Subject: x\r\n\r\nHello\r\n");
    try (var sink = new SmtpSink("550 <" + TO + "> unknown");
        var _ = Letters.outbox(region, forward(sink.port(), MaybeSender.NULL, false))) {
      await().until(() -> line().state() == DEAD);
    }
    assertThat(line().error()).contains("the mail server answered 550");
  }

  @Test
  void aMailThatComesBackIsNotForwardedAgain() throws Exception {
    decided(region, "Subject: x\r\n\r\nHello\r\n");
    try (var _ = Letters.outbox(region, forward)) {
      await().until(() -> line().state() == DELIVERED);
      String got = raw(server.getReceivedMessages()[0]);
      MessageId again = decided(region, got.substring(got.indexOf("Postmeridian-Forwarded:")));
      await().until(() -> line(again).state() == DEAD);
      assertThat(line(again).error().orElseThrow()).contains("in circles");
    }
    assertThat(server.getReceivedMessages()).hasSize(1);
  }

  @Test
  void whatLeavesTheQueueBeforeItIsForwardedIsNotForwarded() {
    MessageId id = decided(region, "Subject: x\r\n\r\nHello\r\n");
    var elsewhere =
        new Correction(
            Optional.empty(),
            Optional.of(new QueueName("support")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var _ = region.store().desk().correct("ada", id, elsewhere).orElseThrow();
    try (var _ = Letters.outbox(region, forward)) {
      await().until(() -> Letters.lines(region).isEmpty());
    }
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void aMailServerThatIsAwayOrOffersNoTlsGetsNothingAndItWaits() {
    decided(region, "Subject: x\r\n\r\nHello\r\n");
    try (var _ =
        Letters.outbox(region, forward(server.getSmtp().getPort(), MaybeSender.NULL, true))) {
      await().until(() -> line().error().isPresent());
      assertThat(line().error().orElseThrow()).contains("STARTTLS").doesNotContain(TO);
    }
    try (var _ = Letters.outbox(region, forward(1, MaybeSender.NULL, false))) {
      await().until(() -> line().error().orElse("").contains("no connection"));
    }
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  private static EffectLine line() {
    return Letters.lines(region).getFirst();
  }

  private static EffectLine line(MessageId id) {
    return Letters.lines(region).stream()
        .filter(line -> line.key().message().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static String raw(MimeMessage message) throws Exception {
    var out = new ByteArrayOutputStream();
    message.writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }
}

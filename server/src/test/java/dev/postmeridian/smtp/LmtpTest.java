package dev.postmeridian.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.intake.Acceptance;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What LMTP (RFC 2033) does otherwise than SMTP. */
class LmtpTest {
  private final SmtpFixture fixture = new SmtpFixture();
  private RawClient client;

  @BeforeEach
  void greet() throws IOException {
    client = RawClient.greeted(fixture.lmtp().address(), "LHLO");
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    fixture.close();
  }

  @Test
  void heloAndEhloAreUnknown() throws IOException {
    assertThat(client.command("EHLO client.example")).startsWith("500 5.5.2");
    assertThat(client.command("HELO client.example")).startsWith("500 5.5.2");
    assertThat(client.command("LHLO client.example")).contains("PIPELINING");
  }

  @Test
  void eachAcceptedRecipientGetsItsReply() throws IOException {
    client.pipeline(
        "MAIL FROM:<a@b.example>",
        "RCPT TO:<support@acme.example>",
        "RCPT TO:<nobody@unknown.example>",
        "RCPT TO:<sales@acme.example>",
        "RCPT TO:<support@acme.example>",
        "DATA");
    assertThat(client.replies(6))
        .extracting(reply -> reply.substring(0, 3))
        .containsExactly("250", "250", "550", "250", "250", "354");
    client.pipeline("x", ".");
    var replies = client.replies(3);
    assertThat(replies).allSatisfy(reply -> assertThat(reply).startsWith("250 2.0.0 Accepted as"));
    assertThat(replies.get(0)).isEqualTo(replies.get(2)).isNotEqualTo(replies.get(1));
    assertThat(client.command("NOOP")).isEqualTo("250 2.0.0 OK");
    assertThat(fixture.log().messages())
        .hasSize(2)
        .allSatisfy(message -> {
          assertThat(message.via()).isEqualTo(Acceptance.Via.LMTP);
          assertThat(message.trace()).contains(" with LMTP id ");
        });
  }

  @Test
  void anotherRouteIsNeverAReasonToComeBack() throws IOException {
    client.command("MAIL FROM:<a@b.example>");
    client.command("RCPT TO:<support@acme.example>");
    assertThat(client.command("RCPT TO:<info@muster.example>")).startsWith("451 4.3.0");
  }

  @Test
  void aRefusedMailIsRefusedForEachRecipient() throws IOException {
    fixture.log().available(false);
    begin();
    client.pipeline("x", ".");
    assertThat(client.replies(2)).allSatisfy(reply -> assertThat(reply).startsWith("451 4.3.0"));
    begin();
    client.send("bare\n\r\n.\r\n");
    assertThat(client.replies(2)).allSatisfy(reply -> assertThat(reply).startsWith("550 5.5.2"));
    assertThat(client.command("NOOP")).isEqualTo("250 2.0.0 OK");
  }

  private void begin() throws IOException {
    client.pipeline(
        "MAIL FROM:<a@b.example>",
        "RCPT TO:<support@acme.example>",
        "RCPT TO:<sales@acme.example>",
        "DATA");
    assertThat(client.replies(4).getLast()).startsWith("354 ");
  }

  @Test
  void dataWithoutARecipientIsRefused() throws IOException {
    client.command("MAIL FROM:<a@b.example>");
    assertThat(client.command("DATA")).startsWith("503 5.5.1");
  }
}

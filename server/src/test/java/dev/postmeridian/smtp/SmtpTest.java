package dev.postmeridian.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.mail.MailAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The protocol as RFC 5321 and its extensions have it, over a real socket. */
class SmtpTest {
  private final SmtpFixture fixture = new SmtpFixture();
  private RawClient client;

  @BeforeEach
  void greet() throws IOException {
    client = RawClient.greeted(fixture.smtp().address());
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    fixture.close();
  }

  @Test
  void ehloNamesTheHostAndItsExtensions() throws IOException {
    assertThat(client.command("EHLO client.example"))
        .isEqualTo(
            """
            250-mx.us-east-1.example
            250-PIPELINING
            250-SIZE 100000
            250-8BITMIME
            250-SMTPUTF8
            250 ENHANCEDSTATUSCODES\
            """);
  }

  @Test
  void theBannerNamesTheHost() throws IOException {
    try (var other = new RawClient(fixture.smtp().address())) {
      assertThat(other.reply()).startsWith("220 mx.us-east-1.example ESMTP ");
    }
  }

  @Test
  void mailIsStoredAsItCameAndThenConfirmedWithItsId() throws IOException {
    client.command("MAIL FROM:<a@sender.example>");
    client.command("RCPT TO:<Support@acme.example>");
    assertThat(client.command("DATA")).startsWith("354 ");
    String reply = client.command("Subject: hi\r\n\r\n..dot\r\n...two\r\n\0\u00e4\r\n.");

    var message = fixture.log().messages().getFirst();
    assertThat(reply).isEqualTo("250 2.0.0 Accepted as " + message.id().hex());
    assertThat(message.data())
        .isEqualTo(
            "Subject: hi\r\n\r\n.dot\r\n..two\r\n\0\u00e4\r\n".getBytes(StandardCharsets.UTF_8));
    assertThat(message.mailbox()).isEqualTo(MailAddress.parse("Support@acme.example"));
    assertThat(message.sender().canonical()).isEqualTo("a@sender.example");
    assertThat(message.country().code()).isEqualTo("US");
    assertThat(message.via()).isEqualTo(Acceptance.Via.SMTP);
  }

  @Test
  void theTraceHeaderTellsWhoBroughtTheMail() throws IOException {
    deliver("a@sender.example", "support@acme.example", "x\r\n");
    var message = fixture.log().messages().getFirst();
    assertThat(message.trace())
        .isEqualTo(
            "Received: from client.example ([127.0.0.1])\r\n"
                + "\tby mx.us-east-1.example with ESMTP id "
                + message.id().hex()
                + "\r\n\tfor <support@acme.example>;\r\n"
                + "\tTue, 3 Feb 2026 04:05:06 +0000\r\n");
  }

  @Test
  void noReplyComesBeforeTheCommit() throws IOException {
    fixture.log().holdCommits();
    startData("support@acme.example");
    client.send("x\r\n.\r\n");
    try (var other = RawClient.greeted(fixture.smtp().address())) {
      assertThat(other.command("NOOP")).startsWith("250 ");
    }
    assertThat(fixture.log().messages()).isEmpty();
    fixture.log().commit(1);
    assertThat(client.reply()).startsWith("250 2.0.0");
    assertThat(fixture.log().messages()).hasSize(1);
  }

  @Test
  void theNullSenderIsAccepted() throws IOException {
    assertThat(deliver("", "support@acme.example", "bounce\r\n")).startsWith("250 2.0.0");
    assertThat(fixture.log().messages().getFirst().sender().address()).isEmpty();
  }

  @Test
  void theSameMailTwiceIsOneMessage() throws IOException {
    String first = deliver("a@sender.example", "support@acme.example", "x\r\n");
    String second = deliver("a@sender.example", "support@acme.example", "x\r\n");
    assertThat(second).isEqualTo(first);
    assertThat(fixture.log().messages()).hasSize(1);
  }

  @Test
  void theSameRecipientTwiceIsOneMessage() throws IOException {
    client.command("MAIL FROM:<a@sender.example>");
    client.command("RCPT TO:<support@acme.example>");
    assertThat(client.command("RCPT TO:<SUPPORT@ACME.EXAMPLE>")).startsWith("250 2.1.5");
    client.command("DATA");
    assertThat(client.command("x\r\n.")).hasLineCount(1).startsWith("250 2.0.0");
    assertThat(fixture.log().messages()).hasSize(1);
  }

  @Test
  void eachRecipientGetsAMessageThatDoesNotNameTheOthers() throws IOException {
    client.command("MAIL FROM:<a@sender.example>");
    client.command("RCPT TO:<support@acme.example>");
    client.command("RCPT TO:<sales@acme.example>");
    client.command("DATA");
    assertThat(client.command("x\r\n.")).hasLineCount(2);
    assertThat(fixture.log().messages())
        .hasSize(2)
        .allSatisfy(message -> assertThat(message.trace()).doesNotContain("acme.example"));
  }

  @ParameterizedTest
  @CsvSource({
    "nobody@unknown.example, 550 5.1.1",
    "info@muster.example, 451 4.3.0",
    "info@exemplo.example, 550 5.7.1",
    "support@acme.example, 250 2.1.5",
    "'@relay.example:support@acme.example', 250 2.1.5",
    "postmaster, 550 5.1.1",
    "not-an-address, 501 5.1.3",
    "'', 501 5.1.3",
  })
  void recipientsAreAnsweredAtRcpt(String recipient, String reply) throws IOException {
    client.command("MAIL FROM:<a@sender.example>");
    assertThat(client.command("RCPT TO:<" + recipient + ">")).startsWith(reply);
  }

  @Test
  void anotherRouteInOneTransactionHasToComeSeparately() throws IOException {
    client.command("MAIL FROM:<a@sender.example>");
    client.command("RCPT TO:<support@acme.example>");
    assertThat(client.command("RCPT TO:<info@muster.example>")).startsWith("452 4.5.3");
    assertThat(client.command("RCPT TO:<info@exemplo.example>")).startsWith("550 5.7.1");
  }

  @Test
  void postmasterWithoutADomainGoesToTheConfiguredMailbox() throws IOException {
    fixture.postmaster = Optional.of(MailAddress.parse("postmaster@mx.us-east-1.example"));
    client.close();
    client = RawClient.greeted(fixture.smtp().address());
    assertThat(deliver("a@sender.example", "Postmaster", "x\r\n")).startsWith("250 2.0.0");
    assertThat(fixture.log().messages().getFirst().mailbox().domain().value())
        .isEqualTo("mx.us-east-1.example");
  }

  @ParameterizedTest
  @CsvSource({
    "MAIL FROM:<a@b.example> SIZE=100, 250 2.1.0",
    "MAIL FROM:<a@b.example> BODY=8BITMIME SIZE=1, 250 2.1.0",
    "mail from:<a@b.example> body=7bit, 250 2.1.0",
    "MAIL FROM: <a@b.example>, 250 2.1.0",
    "MAIL FROM:<>, 250 2.1.0",
    "'MAIL FROM:<\"a > b\"@b.example>', 250 2.1.0",
    "MAIL FROM:<a@b.example> SIZE=100001, 552 5.3.4",
    "MAIL FROM:<a@b.example> SIZE=99999999999999999999, 552 5.3.4",
    "MAIL FROM:<a@b.example> SIZE=-1, 501 5.5.4",
    "MAIL FROM:<a@b.example> SIZE=, 501 5.5.4",
    "MAIL FROM:<a@b.example> BODY=BINARYMIME, 501 5.5.4",
    "MAIL FROM:<a@b.example> RET=FULL, 555 5.5.4",
    "MAIL FROM:<a@b.example>SIZE=1, 501 5.5.4",
    "MAIL FROM:a@b.example, 501 5.5.4",
    "MAIL TO:<a@b.example>, 501 5.5.4",
    "MAIL, 501 5.5.4",
    "MAIL FROM:<nobody>, 501 5.1.7",
    "MAIL FROM:<\u00e4@b.example>, 553 5.6.7",
    "MAIL FROM:<\u00e4@b.example> SMTPUTF8, 250 2.1.0",
    "MAIL FROM:<a@b\u00fccher.example> SMTPUTF8, 250 2.1.0",
    "RCPT TO:<support@acme.example>, 503 5.5.1",
    "DATA, 503 5.5.1",
    "DATA now, 501 5.5.4",
    "RSET, 250 2.0.0",
    "NOOP whatever, 250 2.0.0",
    "VRFY support, 252 2.1.5",
    "HELP, 214 2.0.0",
    "EXPN staff, 500 5.5.2",
    "LHLO client.example, 500 5.5.2",
    "'', 500 5.5.2",
    "STARTTLS, 502 5.5.1",
    "EHLO, 501 5.5.4",
    "EHLO (comment), 501 5.5.4",
    "HELO [127.0.0.1], 250 mx.us-east-1.example",
    "QUIT, 221 2.0.0",
  })
  void aCommandGetsItsCode(String command, String reply) throws IOException {
    assertThat(client.command(command)).startsWith(reply);
  }

  @Test
  void mailComesAfterTheGreetingOnly() throws IOException {
    try (var other = new RawClient(fixture.smtp().address())) {
      other.reply();
      assertThat(other.command("MAIL FROM:<a@b.example>")).startsWith("503 5.5.1");
    }
  }

  @Test
  void mailInMailIsRefusedAndRsetGivesUpTheFirst() throws IOException {
    client.command("MAIL FROM:<a@b.example>");
    assertThat(client.command("MAIL FROM:<a@b.example>")).startsWith("503 5.5.1");
    client.command("RSET");
    assertThat(client.command("RCPT TO:<support@acme.example>")).startsWith("503 5.5.1");
    assertThat(client.command("MAIL FROM:<a@b.example>")).startsWith("250");
  }

  @Test
  void dataWithoutAnAcceptedRecipientIsRefused() throws IOException {
    client.command("MAIL FROM:<a@b.example>");
    client.command("RCPT TO:<nobody@unknown.example>");
    assertThat(client.command("DATA")).startsWith("503 5.5.1");
  }

  @Test
  void internationalMailIsTakenAndTracedAsSuch() throws IOException {
    client.command("MAIL FROM:<\u00e4@b.example> SMTPUTF8");
    assertThat(client.command("RCPT TO:<\u30e1\u30fc\u30eb@acme.example>")).startsWith("250");
    client.command("DATA");
    client.command("x\r\n.");
    assertThat(fixture.log().messages().getFirst().trace()).contains(" with UTF8SMTP id ");
  }

  @Test
  void anUnavailableStoreIsATemporaryRefusal() throws IOException {
    fixture.log().available(false);
    assertThat(deliver("a@b.example", "support@acme.example", "x\r\n")).startsWith("451 4.3.0");
    fixture.log().available(true);
    assertThat(deliver("a@b.example", "support@acme.example", "x\r\n")).startsWith("250 2.0.0");
  }

  @Test
  void mailThatGoesInCirclesIsRefused() throws IOException {
    String hops = "Received: from a by b\r\nX: y\r\n".repeat(6);
    assertThat(deliver("a@b.example", "support@acme.example", hops + "\r\nx\r\n"))
        .startsWith("554 5.4.6");
    assertThat(deliver("a@b.example", "support@acme.example", "X: y\r\n\r\n" + hops))
        .startsWith("250 2.0.0");
  }

  @Test
  void pipelinedCommandsGetTheirRepliesInOnePiece() throws IOException {
    client.pipeline(
        "MAIL FROM:<a@b.example>",
        "RCPT TO:<support@acme.example>",
        "RCPT TO:<nobody@unknown.example>",
        "DATA");
    assertThat(client.piece().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("250 2.1.0"),
            line -> assertThat(line).startsWith("250 2.1.5"),
            line -> assertThat(line).startsWith("550 5.1.1"),
            line -> assertThat(line).startsWith("354 "));
    client.pipeline("x", ".", "RSET", "QUIT");
    assertThat(client.replies(3))
        .satisfiesExactly(
            reply -> assertThat(reply).startsWith("250 2.0.0 Accepted"),
            reply -> assertThat(reply).startsWith("250 2.0.0 OK"),
            reply -> assertThat(reply).startsWith("221 2.0.0"));
    assertThat(client.isClosedByServer()).isTrue();
  }

  @Test
  void dataInPiecesOfEverySizeIsTheSameData() throws IOException {
    byte[] wire = "A: b\r\n\r\n..x\r\n\r\n....\r\ny\r\n.\r\n".getBytes(StandardCharsets.UTF_8);
    for (int split = 1; split < wire.length; split++) {
      startData("support@acme.example");
      for (int at = 0; at < wire.length; at += split) {
        client.send(Arrays.copyOfRange(wire, at, Math.min(at + split, wire.length)));
      }
      assertThat(client.reply()).startsWith("250 2.0.0");
    }
    assertThat(fixture.log().messages()).hasSize(1);
    assertThat(fixture.log().messages().getFirst().data())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("A: b\r\n\r\n.x\r\n\r\n...\r\ny\r\n");
  }

  private void startData(String recipient) throws IOException {
    client.command("MAIL FROM:<a@sender.example>");
    client.command("RCPT TO:<" + recipient + ">");
    assertThat(client.command("DATA")).startsWith("354 ");
  }

  private String deliver(String sender, String recipient, String data) throws IOException {
    client.command("MAIL FROM:<" + sender + ">");
    client.command("RCPT TO:<" + recipient + ">");
    client.command("DATA");
    return client.command(data + ".");
  }
}

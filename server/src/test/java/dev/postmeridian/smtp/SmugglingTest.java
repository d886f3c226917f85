package dev.postmeridian.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One mail never becomes two: what other servers have taken for the end of data is none here (SMTP
 * smuggling, SEC Consult 2023; CVE-2023-51764, -51765, -51766), and no command hides in a line.
 */
class SmugglingTest {
  private static final String SMUGGLED =
      "MAIL FROM:<ceo@acme.example>\r\nRCPT TO:<support@acme.example>\r\nDATA\r\nforged\r\n";
  private final SmtpFixture fixture = new SmtpFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n.\n",
        "\n.\r\n",
        "\r.\r",
        "\r.\r\n",
        "\r\n.\n",
        "\r\n.\r",
        "\n.\r",
        "\r.\n",
        "\r\n.\r\r\n",
        "\n\r.\r\n",
        "\r\n\n.\r\n",
        "\r\n.\0\r\n.\r",
        "\r\n\0.\r\n\r.\n",
        "\n..\r\n",
      })
  void onlyTheRealEndEndsAMail(String falseEnd) throws IOException {
    // the mail goes on behind the false end, up to the real one
    String wire = "real\r\n" + falseEnd + SMUGGLED + "\r\n.\r\n";
    for (int split : List.of(1, 2, 3, 7, 16, wire.length())) {
      assertRefusedWhole(wire, split);
    }
    assertThat(fixture.log().messages()).isEmpty();
  }

  private void assertRefusedWhole(String wire, int split) throws IOException {
    try (var client = RawClient.greeted(fixture.smtp().address())) {
      startData(client);
      byte[] bytes = wire.getBytes(StandardCharsets.ISO_8859_1);
      for (int at = 0; at < bytes.length; at += split) {
        client.send(Arrays.copyOfRange(bytes, at, Math.min(at + split, bytes.length)));
      }
      assertThat(client.reply()).matches("550 5\\.5\\.2 .*(line feed|carriage return).*");
      // in step again: the next reply belongs to the next command
      assertThat(client.command("NOOP")).isEqualTo("250 2.0.0 OK");
    }
  }

  static Stream<String> requests() {
    return Stream.of(
        "POST / HTTP/1.1",
        "get / HTTP/1.0",
        "CONNECT mx.example:25 HTTP/1.1",
        "POST /" + "a".repeat(2100) + " HTTP/1.1",
        "SEARCH / HTTP/1.1");
  }

  @ParameterizedTest
  @MethodSource("requests")
  void noWebPageDeliversMailThroughABrowser(String request) throws IOException {
    try (var client = RawClient.greeted(fixture.smtp().address())) {
      client.send(
          request + "\r\nHost: mx.example\r\n\r\nEHLO web.example\r\n" + SMUGGLED + ".\r\n");
      assertThat(client.reply()).startsWith("500 5.5");
      assertThat(client.reply()).startsWith("421 4.7.0 This is a mail server");
      assertThat(client.isClosedByServer()).isTrue();
    }
    assertThat(fixture.log().messages()).isEmpty();
  }

  @Test
  void commandsBehindTheRealEndAreCommands() throws IOException {
    try (var client = RawClient.greeted(fixture.smtp().address())) {
      startData(client);
      client.send("one\r\n.\r\n" + SMUGGLED + ".\r\n");
      assertThat(client.replies(5))
          .extracting(reply -> reply.substring(0, 3))
          .containsExactly("250", "250", "250", "354", "250");
    }
    assertThat(fixture.log().messages()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RCPT TO:<info@unknown.example>\nRCPT TO:<support@acme.example>",
        "RCPT TO:<info@unknown.example>\rRCPT TO:<support@acme.example>",
        "NOOP\nRCPT TO:<support@acme.example>",
        "NOOP\r\rRCPT TO:<support@acme.example>",
        "\nRCPT TO:<support@acme.example>",
      })
  void noCommandHidesBehindABareLineEnd(String line) throws IOException {
    try (var client = RawClient.greeted(fixture.smtp().address())) {
      client.command("MAIL FROM:<a@sender.example>");
      assertThat(client.command(line)).matches("500 5\\.5\\.2 .*bare (LF|CR).*");
      assertThat(client.command("DATA")).startsWith("503 5.5.1");
    }
  }

  @Test
  void whoTypesByHandLearnsOfABareLineFeedAtOnce() throws IOException {
    try (var client = RawClient.greeted(fixture.smtp().address())) {
      client.send("NOOP\n");
      assertThat(client.reply()).contains("must end with CR LF");
    }
  }

  private static void startData(RawClient client) throws IOException {
    client.command("MAIL FROM:<a@sender.example>");
    client.command("RCPT TO:<support@acme.example>");
    assertThat(client.command("DATA")).startsWith("354 ");
  }
}

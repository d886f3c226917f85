package dev.postmeridian.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever bytes come, the server answers in its own words and serves the next client. */
class SmtpFuzzTest {
  private static final List<String> PIECES =
      List.of(
          "EHLO x",
          "MAIL FROM:<a@b.example>",
          "RCPT TO:<support@acme.example>",
          "DATA",
          "RSET",
          "STARTTLS",
          "\r\n",
          "\r\n",
          "\r\n",
          "\r\n.\r\n",
          "\r",
          "\n",
          ".",
          "<",
          ">",
          "\0",
          " ",
          "SIZE=",
          "\u00e4",
          "HELP",
          "NOOP");
  private static final int SESSIONS = 300;

  @Test
  void randomBytesNeverBreakTheServer() throws IOException {
    long seed = Long.getLong("fuzz.seed", System.nanoTime());
    System.out.println("SmtpFuzzTest: repeat with -Dfuzz.seed=" + seed);
    var random = new Random(seed);
    try (var fixture = new SmtpFixture()) {
      var server = fixture.smtp();
      for (int i = 0; i < SESSIONS; i++) {
        try (var client = new RawClient(server.address())) {
          client.send(noise(random));
          client.shutdownOutput();
          assertThat(allOf(client)).matches("(?s)(\\d{3}[ -][^\\r\\n]*\\r\\n)+");
        }
      }
      await().untilAsserted(() -> assertThat(server.connections()).isZero());
      try (var client = RawClient.greeted(server.address())) {
        assertThat(client.command("NOOP")).startsWith("250");
      }
    }
  }

  private static String allOf(RawClient client) throws IOException {
    var all = new StringBuilder();
    String piece;
    do {
      piece = client.piece();
      all.append(piece);
    } while (!piece.isEmpty());
    return all.toString();
  }

  private static byte[] noise(Random random) {
    if (random.nextInt(4) == 0) {
      byte[] bytes = new byte[random.nextInt(5_000)];
      random.nextBytes(bytes);
      return bytes;
    }
    var text = new StringBuilder();
    for (int i = random.nextInt(60); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}

package dev.postmeridian.endtoend;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** The scan has teeth: it finds the canary in each form, and nothing where there is none. */
class CanaryScanTest {
  private final Canary canary = new Canary("KanarienvogelZq7");

  @Test
  void theWordIsFoundInEachForm() throws IOException {
    String text = "before KanarienvogelZq7 after";
    assertThat(canary.isIn(text.getBytes(UTF_8))).isTrue();
    assertThat(canary.isIn(text.getBytes(UTF_16LE))).isTrue();
    assertThat(canary.isIn(HexFormat.of().formatHex(text.getBytes(UTF_8)).getBytes(UTF_8)))
        .isTrue();
    assertThat(canary.isIn(gzip(text))).isTrue();
    assertThat(canary.isIn("=4B=61=6E=61=72=69=65=6E=76=6F=67=65=6C=5A=71=37".getBytes(UTF_8)))
        .isTrue();
  }

  @Test
  void base64IsFoundAtEveryOffset() {
    for (String before : new String[] {"", "x", "xy", "xyz", "wxyz"}) {
      String encoded =
          Base64.getMimeEncoder(2000, new byte[] {'\n'})
              .encodeToString((before + "KanarienvogelZq7 after").getBytes(UTF_8));
      assertThat(canary.isIn(encoded.getBytes(UTF_8))).as("after '%s'", before).isTrue();
    }
  }

  @Test
  void otherTextIsNotTheWord() throws IOException {
    assertThat(canary.isIn("KanarienvogelZq8".repeat(100).getBytes(UTF_8))).isFalse();
    assertThat(canary.isIn(gzip("nothing here"))).isFalse();
  }

  @Test
  void theWordIsFoundWhereverItStandsInMuchElse() {
    var random = new Random(7);
    byte[] word = canary.word().getBytes(UTF_8);
    for (int at = 0; at < 300; at++) {
      byte[] bytes = new byte[at + word.length + random.nextInt(20)];
      random.nextBytes(bytes);
      assertThat(canary.isIn(bytes)).isFalse();
      System.arraycopy(word, 0, bytes, at, word.length);
      assertThat(canary.isIn(bytes)).as("at %d", at).isTrue();
      bytes[at + random.nextInt(word.length)]++;
      assertThat(canary.isIn(bytes)).as("spoilt at %d", at).isFalse();
    }
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    bytes.write(new byte[] {1, 2, 3});
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}

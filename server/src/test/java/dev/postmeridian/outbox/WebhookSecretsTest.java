package dev.postmeridian.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretsTest {
  // The example that the reference libraries of Standard Webhooks publish and are tested by.
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final long SECONDS = 1_614_265_330;
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.US_ASCII);
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  @TempDir Path folder;

  @Test
  void thePublishedExampleIsSignedAsPublished() throws UnusableException {
    assertThat(WebhookSecrets.parse(SECRET).sign(ID, SECONDS, BODY)).isEqualTo(SIGNATURE);
  }

  @Test
  void whileASecretFollowsAnotherBothSign() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("secret"), "whsec_" + "A".repeat(32) + "\n\n" + SECRET + "\n");
    assertThat(WebhookSecrets.read(file).sign(ID, SECONDS, BODY).split(" "))
        .hasSize(2)
        .allMatch(signature -> signature.startsWith("v1,"))
        .contains(SIGNATURE);
    assertThat(WebhookSecrets.read(file)).asString().doesNotContain("AAAA", "whsec");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_short",
        "whsec_AAAA",
        "whsec_not base64 at all, but as long as one",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw extra"
      })
  void whatIsNoSecretIsRefusedAndNotRepeated(String text) {
    assertThatThrownBy(() -> WebhookSecrets.parse(text))
        .isInstanceOf(UnusableException.class)
        .message()
        .contains("secret file")
        .doesNotContain("MfKQ", "short", "base64 at all");
  }
}

package dev.postmeridian.outbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets that a webhook is signed with (Standard Webhooks 1.0.0): each signs, so that one can
 * follow another without a gap. It never shows them.
 */
final class WebhookSecrets {
  private static final String PREFIX = "whsec_";
  private static final String HMAC = "HmacSHA256";
  private static final int LEAST_BYTES = 24;
  private static final int MOST_BYTES = 64;
  private static final int MOST_SECRETS = 4;
  private static final int MOST_FILE_BYTES = 4096;

  private final List<SecretKeySpec> keys;

  private WebhookSecrets(List<SecretKeySpec> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * Reads a file of secrets, one a line.
   *
   * @throws UnusableException if it can't be read, or holds none or anything else
   */
  static WebhookSecrets read(Path file) throws UnusableException {
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_FILE_BYTES + 1);
      if (bytes.length > MOST_FILE_BYTES) {
        throw new UnusableException("the secret file is larger than 4 KiB");
      }
      return parse(new String(bytes, StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UnusableException("the secret file cannot be read");
    }
  }

  static WebhookSecrets parse(String text) throws UnusableException {
    var keys = new ArrayList<SecretKeySpec>();
    for (String line : text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
      keys.add(key(line));
    }
    if (keys.isEmpty() || keys.size() > MOST_SECRETS) {
      throw new UnusableException("the secret file holds no secret, or more than four");
    }
    return new WebhookSecrets(keys);
  }

  private static SecretKeySpec key(String line) throws UnusableException {
    try {
      byte[] key =
          Base64.getDecoder().decode(line.startsWith(PREFIX) ? line.substring(6) : "no secret");
      if (key.length >= LEAST_BYTES && key.length <= MOST_BYTES) {
        return new SecretKeySpec(key, HMAC);
      }
    } catch (IllegalArgumentException _) {
      // told below, without the line
    }
    throw new UnusableException(
        "a line of the secret file is not whsec_ and 24 to 64 bytes in base64");
  }

  /**
   * The value of {@code webhook-signature}: a signature of each secret.
   *
   * @param id the value of {@code webhook-id}, without a full stop
   * @param seconds the value of {@code webhook-timestamp}
   */
  String sign(String id, long seconds, byte[] body) {
    byte[] start = (id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8);
    return keys.stream()
        .map(key -> "v1," + hmac(key, start, body))
        .collect(Collectors.joining(" "));
  }

  private static String hmac(SecretKeySpec key, byte[] start, byte[] body) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      mac.update(start);
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return keys.size() + " secrets";
  }
}

package dev.postmeridian.console;

import dev.postmeridian.desk.EndedLogins;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Logins as signed cookies, {@code expiry.nonce.HMAC}: good at every node of the region, void when
 * the region's token changes. Only those that ended early are kept, where all its nodes look.
 */
final class Sessions {
  private final EndedLogins ended;
  private final byte[] key;
  private final Duration life;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param key secret of the region's nodes, at least 16 bytes
   */
  Sessions(EndedLogins ended, byte[] key, Duration life, InstantSource clock) {
    this.ended = ended;
    this.key = key.clone();
    this.life = life;
    this.clock = clock;
  }

  /** A cookie value for someone who has just shown the token. */
  String open() {
    byte[] nonce = new byte[12];
    random.nextBytes(nonce);
    String body =
        clock.instant().plus(life).getEpochSecond() + "." + HexFormat.of().formatHex(nonce);
    return body + "." + sign("session:" + body);
  }

  /** The login that a cookie value stands for; empty if it is forged or over. */
  Optional<Session> read(String cookie) {
    int dot = cookie.lastIndexOf('.');
    if (dot < 0 || !same(cookie.substring(dot + 1), sign("session:" + cookie.substring(0, dot)))) {
      return Optional.empty();
    }
    boolean over =
        !clock.instant().isBefore(expiry(cookie)) || ended.hasEnded(DeskView.ACTOR, digest(cookie));
    return over ? Optional.empty() : Optional.of(new Session(sign("csrf:" + cookie)));
  }

  /** Ends a login before its time. */
  void end(String cookie) {
    if (read(cookie).isPresent()) {
      ended.end(DeskView.ACTOR, digest(cookie), expiry(cookie));
    }
  }

  private static byte[] digest(String cookie) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(cookie.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static Instant expiry(String cookie) {
    return Instant.ofEpochSecond(Long.parseLong(cookie.substring(0, cookie.indexOf('.'))));
  }

  private static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  private String sign(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] signature = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }

  /**
   * Somebody logged in.
   *
   * @param csrf what each of their posts must bring, so that no other site can post for them
   */
  record Session(String csrf) {
    boolean allows(String proof) {
      return same(csrf, proof);
    }
  }
}

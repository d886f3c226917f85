package dev.postmeridian.outbox;

import dev.postmeridian.effect.EffectClaim;
import dev.postmeridian.effect.Target;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Tells an HTTP receiver of decisions (Standard Webhooks 1.0.0): POST with {@code webhook-id},
 * {@code webhook-timestamp} and {@code webhook-signature}. A redirect is a failure, as the
 * specification has it, and of an answer nothing but the status and {@code Retry-After} is read.
 */
final class WebhookSender implements Sender {
  private final HttpClient client;
  private final Target.Webhook target;
  private final Duration timeout;
  private final InstantSource clock;

  /**
   * @param client follows no redirects; shared
   * @param timeout of an attempt, from connecting to the end of the answer's head
   */
  WebhookSender(HttpClient client, Target.Webhook target, Duration timeout, InstantSource clock) {
    this.client = client;
    this.target = target;
    this.timeout = timeout;
    this.clock = clock;
  }

  @Override
  public Answer send(EffectClaim claim) throws InterruptedException {
    HttpRequest request;
    try {
      request = request(claim);
    } catch (UnusableException e) {
      return Answer.down(e.why());
    }
    CompletableFuture<HttpResponse<Void>> coming = client.sendAsync(request, _ -> new FirstBytes());
    try {
      return answer(coming.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException _) {
      return tookTooLong();
    } catch (ExecutionException e) {
      return failed(e.getCause() == null ? e : e.getCause());
    } finally {
      coming.cancel(true);
    }
  }

  private HttpRequest request(EffectClaim claim) throws UnusableException {
    byte[] body = WebhookBody.of(claim, target.content());
    long now = clock.instant().getEpochSecond();
    String signature = WebhookSecrets.read(target.secretFile()).sign(claim.id(), now, body);
    return HttpRequest.newBuilder(target.url())
        .timeout(timeout)
        .header("Content-Type", "application/json")
        .header("User-Agent", "Postmeridian")
        .header("webhook-id", claim.id())
        .header("webhook-timestamp", String.valueOf(now))
        .header("webhook-signature", signature)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  private static Answer answer(HttpResponse<Void> response) {
    int status = response.statusCode();
    String words = "the receiver answered " + status;
    if (status >= 200 && status < 300) {
      return new Answer.Taken();
    }
    return switch (status) {
      case 410 -> new Answer.Never(words + ", which says that it wants no more");
      // of this message; anything else would befall the next one, too
      case 400, 409, 413, 415, 422 -> Answer.refused(words);
      case 301, 302, 303, 307, 308 ->
          Answer.down(words + ": redirects are not followed, write the new URL into the file");
      default -> new Answer.NotNow(words, retryAfter(response), true);
    };
  }

  /** Seconds; a date, which clocks disagree about, is left to our own pauses. */
  private static Optional<Duration> retryAfter(HttpResponse<Void> response) {
    try {
      OptionalLong seconds = response.headers().firstValueAsLong("Retry-After");
      return seconds.isPresent() && seconds.getAsLong() >= 0
          ? Optional.of(Duration.ofSeconds(Math.min(seconds.getAsLong(), 86_400)))
          : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private Answer failed(Throwable cause) {
    return switch (cause) {
      case HttpTimeoutException _ -> tookTooLong();
      case SSLException _ ->
          Answer.down("no TLS connection with the receiver: see its certificate");
      case ConnectException e when isUnresolved(e) -> Answer.down("the receiver's name is unknown");
      case ConnectException _ -> Answer.down("no connection with the receiver");
      case IOException _ -> Answer.down("the connection with the receiver broke");
      default -> Answer.refused("the request failed with " + cause.getClass().getSimpleName());
    };
  }

  private Answer tookTooLong() {
    return Answer.down("no answer from the receiver within " + timeout.toMillis() + " ms");
  }

  private static boolean isUnresolved(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof UnresolvedAddressException || t instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }
}

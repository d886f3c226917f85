package dev.postmeridian.outbox;

import dev.postmeridian.effect.Effect;
import dev.postmeridian.effect.EffectListener;
import dev.postmeridian.effect.EffectQueue;
import dev.postmeridian.effect.Target;
import dev.postmeridian.mail.Domain;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** Makes a node's outbox out of the deployment file's effects. */
public final class Senders {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private Senders() {}

  /**
   * An outbox that delivers these, not started yet.
   *
   * @param node unique to this start of a process
   * @param host the name that it goes by towards mail servers
   */
  public static Outbox outbox(
      String node,
      List<Effect> effects,
      EffectQueue queue,
      Domain host,
      OutboxLimits limits,
      EffectListener listener) {
    return outbox(node, effects, queue, host, limits, Pauses.DEFAULT, listener);
  }

  static Outbox outbox(
      String node,
      List<Effect> effects,
      EffectQueue queue,
      Domain host,
      OutboxLimits limits,
      Pauses pauses,
      EffectListener listener) {
    InstantSource clock = InstantSource.system();
    return new Outbox(
        node, queue, all(effects, queue, host, limits, clock), limits, pauses, listener, clock);
  }

  private static Map<Effect, Sender> all(
      List<Effect> effects,
      EffectQueue queue,
      Domain host,
      OutboxLimits limits,
      InstantSource clock) {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
    var mebibytes = new Semaphore(limits.mailMebibytes());
    var senders = new LinkedHashMap<Effect, Sender>();
    for (Effect effect : effects) {
      Duration timeout = effect.limits().timeout();
      senders.put(
          effect,
          switch (effect.target()) {
            case Target.Webhook webhook -> new WebhookSender(client, webhook, timeout, clock);
            case Target.Forward forward ->
                new ForwardSender(forward, queue::content, mebibytes, host, timeout);
          });
    }
    return senders;
  }
}

package dev.postmeridian.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.effect.Effect;
import dev.postmeridian.effect.EffectClaim;
import dev.postmeridian.effect.EffectLimits;
import dev.postmeridian.effect.EffectListener;
import dev.postmeridian.effect.EffectName;
import dev.postmeridian.effect.EffectQueue;
import dev.postmeridian.effect.EffectResult;
import dev.postmeridian.effect.EffectState;
import dev.postmeridian.effect.Target;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.store.TestRegion;
import dev.postmeridian.triage.Priority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Nodes that die in the middle of effects: from some moment on, what one had sent is sent, and
 * nothing of it is ever written down.
 */
class OutboxCrashTest {
  private static final int MESSAGES = 30;
  private static final int NODES = 8;
  private static final Receiver receiver = receiver();
  private static final Path secret = secret();
  private static final Effect hook =
      Letters.effect(
          "hook",
          new Target.Webhook(receiver.url("/"), secret, false),
          new EffectLimits(Duration.ofSeconds(2), 4, Duration.ofDays(1)));

  @RegisterExtension static final TestRegion region = TestRegion.open(List.of(hook));

  private static Receiver receiver() {
    try {
      return new Receiver();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path secret() {
    try {
      Path file = Files.writeString(Files.createTempFile("whsec", ""), Receiver.SECRET);
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The queue as a node sees it that dies at one of its calls. */
  private record Mortal(EffectQueue queue, AtomicInteger calls) implements EffectQueue {
    private void live() {
      if (calls.decrementAndGet() < 0) {
        throw new IllegalStateException("dead");
      }
    }

    boolean isDead() {
      return calls.get() < 0;
    }

    @Override
    public List<EffectClaim> claim(String node, Map<EffectName, Integer> room, Duration lease) {
      live();
      return queue.claim(node, room, lease);
    }

    @Override
    public Optional<byte[]> content(EffectClaim claim) {
      return queue.content(claim);
    }

    @Override
    public void extend(String node, Collection<EffectClaim> claims, Duration lease) {
      if (!isDead()) {
        queue.extend(node, claims, lease);
      }
    }

    @Override
    public void finish(String node, List<EffectResult> results) {
      if (!results.isEmpty()) {
        live();
        queue.finish(node, results);
      }
    }
  }

  @Test
  void afterAnyNumberOfDeathsEachReceiverThatHonoursTheKeySeesTheOneDecisionThatStands() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var ids = new ArrayList<MessageId>();
    for (int i = 0; i < MESSAGES; i++) {
      ids.add(Letters.decided(region, "Subject: %d\r\n\r\nHello".formatted(i)));
    }
    for (int node = 0; node < NODES; node++) {
      var mortal = new Mortal(region.store().effects(), new AtomicInteger(1 + random.nextInt(6)));
      Outbox outbox = outbox(mortal);
      MessageId corrected = ids.get(random.nextInt(MESSAGES));
      Letters.correct(region, corrected, Priority.values()[random.nextInt(4)]);
      await().until(mortal::isDead);
      outbox.close();
    }
    try (var last = outbox(region.store().effects())) {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() ->
              Letters.lines(region).stream().allMatch(l -> l.state() == EffectState.DELIVERED));
      assertThat(last.trouble()).isEmpty();
    }
    assertThat(receiver.ids().size() - new HashSet<>(receiver.ids()).size())
        .as("sent again after a death, seed " + seed)
        .isPositive();
    for (MessageId id : ids) {
      var stands = region.store().desk().find("ada", id).orElseThrow().summary();
      var seen = receiver.decisions.get(id.hex() + "/hook");
      assertThat(seen.path("priority").asString())
          .as("seed " + seed)
          .isEqualTo(stands.priority().orElseThrow().word());
    }
    assertThat(receiver.decisions).hasSize(MESSAGES);
  }

  private static Outbox outbox(EffectQueue queue) {
    return Senders.outbox(
            "node-" + System.nanoTime(),
            List.of(hook),
            queue,
            Letters.HOST,
            Letters.LIMITS,
            Letters.QUICK,
            EffectListener.NONE)
        .start();
  }
}

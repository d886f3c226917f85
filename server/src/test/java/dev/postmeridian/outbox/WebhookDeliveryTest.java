package dev.postmeridian.outbox;

import static dev.postmeridian.effect.EffectState.DEAD;
import static dev.postmeridian.effect.EffectState.DELIVERED;
import static dev.postmeridian.effect.EffectState.WAITING;
import static dev.postmeridian.outbox.Letters.decided;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.effect.Effect;
import dev.postmeridian.effect.EffectFilter;
import dev.postmeridian.effect.EffectLimits;
import dev.postmeridian.effect.EffectLine;
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
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Webhooks, as a receiver sees them that checks every signature. */
class WebhookDeliveryTest {
  private static final EffectLimits LIMITS =
      new EffectLimits(Duration.ofMillis(400), 2, Duration.ofDays(1));
  private static final Receiver receiver = receiver();
  private static final Path secret =
      Path.of(System.getProperty("java.io.tmpdir"), "whsec-" + ProcessHandle.current().pid());
  private static final Effect plain =
      Letters.effect("plain", new Target.Webhook(receiver.url("/plain"), secret, false), LIMITS);
  private static final Effect full =
      Letters.effect("full", new Target.Webhook(receiver.url("/full"), secret, true), LIMITS);

  @RegisterExtension static final TestRegion region = TestRegion.open(List.of(plain, full));

  private static Receiver receiver() {
    try {
      return new Receiver();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void forget() throws IOException {
    Files.writeString(secret, Receiver.SECRET + "\n");
    receiver.forget();
  }

  @AfterAll
  static void close() throws IOException {
    assertThat(receiver.forged).hasValue(0);
    receiver.close();
    Files.delete(secret);
  }

  @Test
  void aReceiverLearnsWhatWasDecidedAndContentOnlyWhereTheFileSaysSo() {
    MessageId id = decided(region, "Subject: x\r\n\r\nHello");
    try (var _ = Letters.outbox(region, plain, full)) {
      await().until(() -> states(), s -> s.equals(List.of(DELIVERED, DELIVERED)));
    }
    var body = receiver.at("/plain").getFirst().body();
    assertThat(body.path("type").asString()).isEqualTo("message.triaged");
    assertThat(receiver.at("/plain").getFirst().id())
        .isEqualTo(id.hex() + "_plain_" + body.at("/data/revision").asLong())
        .doesNotContain(".");
    var data = body.path("data");
    assertThat(data.path("key").asString()).isEqualTo(id.hex() + "/plain");
    assertThat(data.toString())
        .contains(
            "\"region\":\"eu-west-1\"",
            "\"country\":\"DE\"",
            "\"mailbox\":\"ada@mail.example\"",
            "\"queue\":\"billing\"",
            "\"priority\":\"normal\"",
            "\"junk\":\"ham\"",
            "\"needs_reply\":true",
            "\"confidence\":0.9",
            "\"model\":\"test@1\"",
            "\"reason_count\":0")
        .doesNotContain("Invoice", "Bob", "pay");
    assertThat(receiver.at("/full").getFirst().body().at("/data/content").toString())
        .contains("Invoice 4711", "bob@sender.example", "Please pay.");
  }

  @Test
  void aCorrectionBringsTheReceiverANewRevisionOfTheSameKey() {
    MessageId id = decided(region, "Subject: x\r\n\r\nHello");
    try (var _ = Letters.outbox(region, plain)) {
      await().until(() -> receiver.calls.size() == 1);
      Letters.correct(region, id, Priority.URGENT);
      await().until(() -> receiver.calls.size() == 2);
    }
    var calls = receiver.calls;
    assertThat(calls.get(1).key()).isEqualTo(calls.get(0).key());
    assertThat(calls.get(1).id()).isNotEqualTo(calls.get(0).id());
    assertThat(calls.get(1).revision()).isGreaterThan(calls.get(0).revision());
    assertThat(calls.get(1).body().path("type").asString()).isEqualTo("message.corrected");
    assertThat(receiver.decisions.get(id.hex() + "/plain").path("priority").asString())
        .isEqualTo("urgent");
  }

  @Test
  void whatFailsIsTriedAgainUnderTheSameIdUntilItIsTaken() {
    var tries = new AtomicInteger();
    receiver.behave((exchange, call) ->
        exchange.sendResponseHeaders(tries.incrementAndGet() < 3 ? 400 : 200, -1));
    decided(region, "Subject: x\r\n\r\nHello");
    try (var _ = Letters.outbox(region, plain)) {
      await().until(() -> states().contains(DELIVERED));
    }
    assertThat(receiver.ids()).hasSize(3).containsOnly(receiver.ids().getFirst());
  }

  @Test
  void aReceiverThatIsDownIsAskedNowAndThenAndGetsAllOnceItIsBack() {
    receiver.behave(Receiver.status(503));
    IntStream.range(0, 6).forEach(i -> decided(region, "Subject: %d\r\n\r\nHello".formatted(i)));
    try (var _ = Letters.outbox(region, plain)) {
      await().until(() -> receiver.calls.size() >= 2);
      assertThat(receiver.calls.size()).as("not all that wait").isLessThan(6);
      receiver.behave(Receiver::ok);
      await().until(() -> receiver.decisions.size() == 6);
    }
  }

  @Test
  void aRedirectIsNotFollowedAndAReceiverThatIsGoneIsALetterForNobody() {
    receiver.behave((exchange, call) -> {
      if (call.path().equals("/plain")) {
        exchange.getResponseHeaders().set("Location", receiver.url("/elsewhere").toString());
        exchange.sendResponseHeaders(308, -1);
      } else {
        exchange.sendResponseHeaders(410, -1);
      }
    });
    decided(region, "Subject: x\r\n\r\nHello");
    try (var _ = Letters.outbox(region, plain, full)) {
      await().until(() -> line("full").state() == DEAD && line("plain").error().isPresent());
    }
    assertThat(line("full").error().orElseThrow()).contains("410");
    assertThat(line("plain").state()).isEqualTo(WAITING);
    assertThat(line("plain").error().orElseThrow()).contains("308", "redirects are not followed");
    assertThat(receiver.at("/elsewhere")).isEmpty();

    receiver.behave(Receiver::ok);
    assertThat(region.store().effectDesk().retry("ada", EffectFilter.all(10))).isEqualTo(1);
    try (var _ = Letters.outbox(region, full)) {
      await().until(() -> line("full").state() == DELIVERED);
    }
  }

  @Test
  void aSlowReceiverIsGivenUpOnInTimeAndDelaysNoOther() {
    var end = new CountDownLatch(1);
    receiver.behave((exchange, call) -> {
      if (call.path().equals("/plain")) {
        await().until(() -> end.getCount() == 0);
      }
      exchange.sendResponseHeaders(200, -1);
    });
    IntStream.range(0, 5).forEach(i -> decided(region, "Subject: %d\r\n\r\nHello".formatted(i)));
    try (var _ = Letters.outbox(region, plain, full)) {
      await().until(() -> receiver.at("/full").size() == 5);
      await().until(() -> lines().stream().anyMatch(l -> l.error().toString().contains("400 ms")));
      assertThat(receiver.mostAtOnce.get()).as("two for each effect").isLessThanOrEqualTo(4);
    } finally {
      end.countDown();
    }
  }

  @Test
  void anAnswerWithoutEndIsCutOffAndItsStatusCounts() {
    receiver.behave((exchange, call) -> {
      exchange.sendResponseHeaders(200, 0);
      try (var out = exchange.getResponseBody()) {
        while (true) {
          out.write(new byte[8192]);
        }
      } catch (IOException e) {
        // cut off
      }
    });
    decided(region, "Subject: x\r\n\r\nHello");
    try (var _ = Letters.outbox(region, plain)) {
      await().until(() -> states().contains(DELIVERED));
    }
  }

  @Test
  void withoutItsSecretNothingIsSentAndWhyIsShown() throws IOException {
    Files.writeString(secret, "not a secret");
    decided(region, "Subject: x\r\n\r\nHello");
    try (var _ = Letters.outbox(region, plain)) {
      await().until(() -> line("plain").error().isPresent());
      assertThat(line("plain").error().orElseThrow()).contains("secret file");
      assertThat(receiver.calls).isEmpty();
      Files.writeString(secret, Receiver.SECRET);
      await().until(() -> line("plain").state() == DELIVERED);
    }
  }

  @Test
  void whatIsTriedForTooLongIsGivenUp() {
    receiver.behave(Receiver.status(422));
    var limits = new EffectLimits(Duration.ofMillis(400), 2, Duration.ofMillis(50));
    var impatient = Letters.effect("plain", plain.target(), limits);
    decided(region, "Subject: x\r\n\r\nHello");
    try (var _ = Letters.outbox(region, impatient)) {
      await().until(() -> line("plain").state() == DEAD);
    }
    assertThat(line("plain").error().orElseThrow()).contains("422", "at attempt");
  }

  private static List<EffectLine> lines() {
    return Letters.lines(region);
  }

  private static List<EffectState> states() {
    return lines().stream().map(EffectLine::state).toList();
  }

  private static EffectLine line(String effect) {
    return lines().stream()
        .filter(line -> line.key().effect().value().equals(effect))
        .findFirst()
        .orElseThrow();
  }
}

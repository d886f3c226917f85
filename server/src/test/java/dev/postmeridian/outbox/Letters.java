package dev.postmeridian.outbox;

import dev.postmeridian.desk.Correction;
import dev.postmeridian.effect.Effect;
import dev.postmeridian.effect.EffectFilter;
import dev.postmeridian.effect.EffectLimits;
import dev.postmeridian.effect.EffectLine;
import dev.postmeridian.effect.EffectListener;
import dev.postmeridian.effect.EffectName;
import dev.postmeridian.effect.Target;
import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.jobs.Result;
import dev.postmeridian.mail.Domain;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.mail.ParsedMail;
import dev.postmeridian.store.TestRegion;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Mail that is decided, and an outbox that is quick about it. */
final class Letters {
  static final Pauses QUICK = new Pauses(Duration.ofMillis(20), Duration.ofMillis(40));
  static final OutboxLimits LIMITS =
      new OutboxLimits(Duration.ofMillis(900), Duration.ofMillis(20), Duration.ofMillis(300), 4);
  static final Domain HOST = new Domain("eu-west-1.localhost");

  private Letters() {}

  static Effect effect(String name, Target target, EffectLimits limits) {
    return new Effect(
        new EffectName(name), target, Set.of(new QueueName("billing")), Set.of(), limits);
  }

  static Outbox outbox(TestRegion region, Effect... effects) {
    return Senders.outbox(
            "node-" + System.nanoTime(),
            List.of(effects),
            region.store().effects(),
            HOST,
            LIMITS,
            QUICK,
            EffectListener.NONE)
        .start();
  }

  static MessageId decided(TestRegion region, String text) {
    Acceptance mail = TestRegion.mail(text);
    region.store().acceptedLog().accept(List.of(mail));
    var parsed =
        new ParsedMail(
            "Invoice 4711",
            "Bob <bob@sender.example>",
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            "Please pay.",
            List.of(),
            List.of());
    region.triage(mail.id(), new Result.Decided(parsed, TestRegion.decision()));
    return mail.id();
  }

  static void correct(TestRegion region, MessageId id, Priority priority) {
    var _ =
        region
            .store()
            .desk()
            .correct(
                "ada",
                id,
                new Correction(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(priority),
                    Optional.empty(),
                    Optional.empty()))
            .orElseThrow();
  }

  static List<EffectLine> lines(TestRegion region) {
    return region.store().effectDesk().list("ada", EffectFilter.all(1000));
  }
}

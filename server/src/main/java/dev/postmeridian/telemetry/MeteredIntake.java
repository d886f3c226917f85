package dev.postmeridian.telemetry;

import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.intake.IntakeListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what comes in and what is refused, and times the durable commit. */
public final class MeteredIntake implements IntakeListener {
  private static final String ANY = "any";

  private final MeterRegistry registry;
  private final Timer commits;
  private final Map<Key, Counter> counters = new ConcurrentHashMap<>();

  private record Key(String name, String tag, String value, String via) {}

  public MeteredIntake(Meters meters) {
    registry = meters.registry();
    commits =
        Timer.builder("postmeridian.accept")
            .description("From a whole message to its flushed commit")
            .serviceLevelObjectives(
                Duration.ofMillis(1),
                Duration.ofMillis(2),
                Duration.ofMillis(5),
                Duration.ofMillis(10),
                Duration.ofMillis(25),
                Duration.ofMillis(100),
                Duration.ofSeconds(1))
            .register(registry);
    for (Acceptance.Via via : Acceptance.Via.values()) {
      offered("accepted", word(via), 0);
    }
    offered("duplicate", ANY, 0);
    offered("unavailable", ANY, 0);
  }

  @Override
  public void refused(Acceptance.Via via, Refusal why) {
    count(new Key("postmeridian.intake.refused", "reason", word(why), word(via)), 1);
  }

  @Override
  public void stored(Acceptance.Via via, int fresh, int duplicates, Duration took) {
    commits.record(took);
    offered("accepted", word(via), fresh);
    offered("duplicate", ANY, duplicates);
  }

  @Override
  public void relayed(Acceptance.Via via, int messages) {
    offered("relayed", word(via), messages);
  }

  @Override
  public void unavailable(int messages) {
    offered("unavailable", ANY, messages);
  }

  private void offered(String outcome, String via, int messages) {
    count(new Key("postmeridian.intake.messages", "outcome", outcome, via), messages);
  }

  private void count(Key key, int many) {
    counters.computeIfAbsent(key, this::counter).increment(many);
  }

  private Counter counter(Key key) {
    return Counter.builder(key.name())
        .description("Recipients' copies of mail that came in, by outcome and way of arrival")
        .tag(key.tag(), key.value())
        .tag("via", key.via())
        .register(registry);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}

package dev.postmeridian.telemetry;

import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.intake.AcceptedLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An accepted log that counts what comes in and times the durable commit. */
public final class MeteredAcceptedLog implements AcceptedLog {
  private final AcceptedLog log;
  private final Timer commits;
  private final Counter duplicates;
  private final Counter unavailable;
  private final Map<Acceptance.Via, Counter> accepted = new EnumMap<>(Acceptance.Via.class);

  public MeteredAcceptedLog(AcceptedLog log, Meters meters) {
    this.log = log;
    MeterRegistry registry = meters.registry();
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
      accepted.put(via, outcome(registry, "accepted", via.name().toLowerCase(Locale.ROOT)));
    }
    duplicates = outcome(registry, "duplicate", "any");
    unavailable = outcome(registry, "unavailable", "any");
  }

  private static Counter outcome(MeterRegistry registry, String outcome, String via) {
    return Counter.builder("postmeridian.intake.messages")
        .description("Messages offered to the log, by outcome and way of arrival")
        .tag("outcome", outcome)
        .tag("via", via)
        .register(registry);
  }

  @Override
  public List<Stored> accept(List<Acceptance> messages) {
    long start = System.nanoTime();
    try {
      List<Stored> stored = log.accept(messages);
      commits.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
      count(messages, stored);
      return stored;
    } catch (UnavailableException e) {
      unavailable.increment(messages.size());
      throw e;
    }
  }

  private void count(List<Acceptance> messages, List<Stored> stored) {
    for (int i = 0; i < stored.size(); i++) {
      Counter counter =
          stored.get(i).duplicate() ? duplicates : accepted.get(messages.get(i).via());
      if (counter != null) {
        counter.increment();
      }
    }
  }
}

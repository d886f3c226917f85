package dev.postmeridian.telemetry;

import dev.postmeridian.jobs.WorkListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counts what workers do, and times the way from acceptance to decision. */
public final class MeteredWork implements WorkListener {
  private final Timer latency;
  private final Counter quarantined;
  private final Counter retried;

  public MeteredWork(Meters meters) {
    MeterRegistry registry = meters.registry();
    latency =
        Timer.builder("postmeridian.triage.latency")
            .description("From a message's acceptance to its decision's commit")
            .serviceLevelObjectives(
                Duration.ofMillis(25),
                Duration.ofMillis(50),
                Duration.ofMillis(100),
                Duration.ofMillis(250),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofMinutes(1))
            .register(registry);
    quarantined =
        Counter.builder("postmeridian.triage.quarantined")
            .description("Messages that could not be decided")
            .register(registry);
    retried =
        Counter.builder("postmeridian.triage.retried")
            .description("Attempts that failed and are repeated")
            .register(registry);
  }

  @Override
  public void triaged(Duration sinceAccepted) {
    latency.record(sinceAccepted);
  }

  @Override
  public void quarantined() {
    quarantined.increment();
  }

  @Override
  public void retried() {
    retried.increment();
  }
}

package dev.postmeridian.telemetry;

import dev.postmeridian.jobs.WorkListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what workers do, and times the way from acceptance to decision. */
public final class MeteredWork implements WorkListener {
  private final Timer latency;
  private final Counter quarantined;
  private final Counter retried;
  private final AtomicInteger stuck = new AtomicInteger();

  /**
   * @param kind of work, such as {@code triage}: part of the metrics' names
   */
  public MeteredWork(Meters meters, String kind) {
    MeterRegistry registry = meters.registry();
    Gauge.builder("postmeridian." + kind + ".stuck", stuck, AtomicInteger::get)
        .description("Threads held by messages whose time is over")
        .register(registry);
    latency =
        Timer.builder("postmeridian." + kind + ".latency")
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
        Counter.builder("postmeridian." + kind + ".quarantined")
            .description("Messages that were given up, until a person or a later attempt")
            .register(registry);
    retried =
        Counter.builder("postmeridian." + kind + ".retried")
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

  @Override
  public void stuck(int threads) {
    stuck.set(threads);
  }
}

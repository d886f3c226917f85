package dev.postmeridian.telemetry;

import dev.postmeridian.triage.Triage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A triage that times each assessment, by outcome. */
public final class MeteredTriage implements Triage {
  private final Triage triage;
  private final Timer triaged;
  private final Timer unreadable;

  public MeteredTriage(Triage triage, Meters meters) {
    this.triage = triage;
    triaged = timer(meters.registry(), "triaged");
    unreadable = timer(meters.registry(), "unreadable");
  }

  private static Timer timer(MeterRegistry registry, String outcome) {
    return Timer.builder("postmeridian.triage")
        .description("Reading and deciding one message")
        .tag("outcome", outcome)
        .serviceLevelObjectives(
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            Duration.ofMillis(25),
            Duration.ofMillis(100),
            Duration.ofMillis(500))
        .register(registry);
  }

  @Override
  public Outcome assess(Request request) {
    long start = System.nanoTime();
    Outcome outcome = triage.assess(request);
    Timer timer = outcome instanceof Triaged ? triaged : unreadable;
    timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    return outcome;
  }
}

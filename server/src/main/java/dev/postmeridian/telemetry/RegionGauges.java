package dev.postmeridian.telemetry;

import dev.postmeridian.desk.Pulse;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Gauges of a region's messages and backlog, read at a scrape, at most once a second; a scrape that
 * cannot read them shows NaN and goes on.
 */
public final class RegionGauges {
  private static final long FRESH_NANOS = 1_000_000_000L;

  private final Supplier<Pulse> pulse;
  private final Supplier<Backlog> backlog;
  private volatile Reading last = Reading.stale();

  private RegionGauges(Supplier<Pulse> pulse, Supplier<Backlog> backlog) {
    this.pulse = pulse;
    this.backlog = backlog;
  }

  /** Registers the gauges. */
  public static void register(Meters meters, Supplier<Pulse> pulse, Supplier<Backlog> backlog) {
    RegionGauges gauges = new RegionGauges(pulse, backlog);
    MeterRegistry registry = meters.registry();
    gauges.messages(registry, "triaged", r -> r.triaged);
    gauges.messages(registry, "quarantined", r -> r.quarantined);
    gauges.messages(registry, "accepted", r -> r.waiting);
    gauges.gauge(registry, "postmeridian.jobs.waiting", "Jobs that wait", r -> r.jobs);
    gauges.gauge(
        registry, "postmeridian.jobs.oldest.seconds", "Age of the oldest job", r -> r.oldest);
    gauges.gauge(
        registry,
        "postmeridian.messages.unindexed",
        "Messages that could not be read for the search so far",
        r -> r.unindexed);
    gauges.gauge(
        registry,
        "postmeridian.messages.foreign",
        "1 if there are messages that may no longer be processed here, else 0",
        r -> r.foreign);
    gauges.gauge(
        registry,
        "postmeridian.erasure.overdue.seconds",
        "How long ago the oldest message was to be erased",
        r -> r.overdue);
  }

  private void messages(MeterRegistry registry, String state, ToDoubleFunction<Reading> value) {
    Gauge.builder("postmeridian.messages", this, g -> value.applyAsDouble(g.read()))
        .description("Messages of this region that are in this state now")
        .tag("state", state)
        .register(registry);
  }

  private void gauge(
      MeterRegistry registry, String name, String what, ToDoubleFunction<Reading> value) {
    Gauge.builder(name, this, g -> value.applyAsDouble(g.read()))
        .description(what)
        .register(registry);
  }

  private Reading read() {
    Reading reading = last;
    if (System.nanoTime() - reading.at > FRESH_NANOS) {
      reading = fresh();
      last = reading;
    }
    return reading;
  }

  private Reading fresh() {
    try {
      Pulse p = pulse.get();
      Backlog b = backlog.get();
      return new Reading(
          System.nanoTime(),
          p.triaged(),
          p.quarantined(),
          Math.max(0, p.accepted() - p.triaged() - p.quarantined()),
          b.jobs(),
          b.oldest().toMillis() / 1000.0,
          b.unindexed(),
          b.foreign() ? 1 : 0,
          b.overdue().toSeconds());
    } catch (RuntimeException e) {
      return Reading.of(Double.NaN, System.nanoTime());
    }
  }

  private record Reading(
      long at,
      double triaged,
      double quarantined,
      double waiting,
      double jobs,
      double oldest,
      double unindexed,
      double foreign,
      double overdue) {
    static Reading stale() {
      return of(0, System.nanoTime() - 2 * FRESH_NANOS);
    }

    static Reading of(double each, long at) {
      return new Reading(at, each, each, each, each, each, each, each, each);
    }
  }
}

package dev.postmeridian.telemetry;

import dev.postmeridian.effect.Effect;
import dev.postmeridian.effect.EffectBacklog;
import dev.postmeridian.effect.EffectBacklog.Undelivered;
import dev.postmeridian.effect.EffectListener;
import dev.postmeridian.effect.EffectName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Counts effects by the names that the deployment file gives them: what a node delivered and what
 * failed, and, read at a scrape, what waits in the region and what was given up.
 */
public final class MeteredOutbox implements EffectListener {
  private static final long FRESH_NANOS = 1_000_000_000L;

  private record Reading(long at, double failed, EffectBacklog backlog) {}

  private final MeterRegistry registry;
  private final Supplier<EffectBacklog> backlog;
  private volatile Reading last;

  public MeteredOutbox(Meters meters, List<Effect> effects, Supplier<EffectBacklog> backlog) {
    this.registry = meters.registry();
    this.backlog = backlog;
    this.last = new Reading(System.nanoTime() - 2 * FRESH_NANOS, 0, none());
    effects.forEach(effect -> register(effect.name()));
  }

  private void register(EffectName effect) {
    latency(effect);
    failures(effect);
    deaths(effect);
    gauge("waiting", "Effects that wait for their target", effect, Undelivered::waiting);
    gauge(
        "dead",
        "Effects that were given up, until somebody retries them",
        effect,
        Undelivered::dead);
    gauge(
        "oldest.seconds",
        "Age of the oldest effect that waits",
        effect,
        u -> u.oldest().toMillis() / 1000.0);
  }

  private void gauge(
      String name, String what, EffectName effect, ToDoubleFunction<Undelivered> value) {
    Gauge.builder("postmeridian.outbox." + name, this, m -> m.read(effect, value))
        .description(what)
        .tag("effect", effect.value())
        .register(registry);
  }

  private double read(EffectName effect, ToDoubleFunction<Undelivered> value) {
    Reading reading = last;
    if (System.nanoTime() - reading.at() > FRESH_NANOS) {
      reading = fresh();
      last = reading;
    }
    return reading.failed() + value.applyAsDouble(reading.backlog().of(effect));
  }

  /** A scrape that can't read them shows NaN and goes on. */
  private Reading fresh() {
    try {
      return new Reading(System.nanoTime(), 0, backlog.get());
    } catch (RuntimeException e) {
      return new Reading(System.nanoTime(), Double.NaN, none());
    }
  }

  private static EffectBacklog none() {
    return new EffectBacklog(Map.of());
  }

  private Timer latency(EffectName effect) {
    return Timer.builder("postmeridian.outbox.delivered")
        .description("Effects delivered, and how long after their decision")
        .tag("effect", effect.value())
        .register(registry);
  }

  private Counter failures(EffectName effect) {
    return Counter.builder("postmeridian.outbox.failed")
        .description("Attempts that failed and are repeated")
        .tag("effect", effect.value())
        .register(registry);
  }

  private Counter deaths(EffectName effect) {
    return Counter.builder("postmeridian.outbox.died")
        .description("Effects that this node gave up")
        .tag("effect", effect.value())
        .register(registry);
  }

  @Override
  public void delivered(EffectName effect, Duration sinceDecided) {
    latency(effect).record(sinceDecided);
  }

  @Override
  public void failed(EffectName effect) {
    failures(effect).increment();
  }

  @Override
  public void died(EffectName effect) {
    deaths(effect).increment();
  }
}

package dev.postmeridian.telemetry;

import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Times requests by area of the server and class of status; never by path, which holds ids. */
public final class RequestTimer implements Filter {
  private final MeterRegistry registry;
  private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

  public RequestTimer(Meters meters) {
    this.registry = meters.registry();
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    Area area = Area.of(request.path().path());
    if (area == Area.EVENTS) {
      chain.proceed();
      return;
    }
    long start = System.nanoTime();
    response.whenSent(() -> record(area, response.status().code(), System.nanoTime() - start));
    chain.proceed();
  }

  private void record(Area area, int status, long nanos) {
    timers
        .computeIfAbsent(new Key(area, status / 100), this::timer)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer timer(Key key) {
    return Timer.builder("postmeridian.http.requests")
        .description("HTTP requests answered")
        .tag("area", key.area().word)
        .tag("status", key.statusClass() + "xx")
        .serviceLevelObjectives(
            Duration.ofMillis(10),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofSeconds(2))
        .register(registry);
  }

  private record Key(Area area, int statusClass) {}

  private enum Area {
    API("api"),
    HEALTH("health"),
    METRICS("metrics"),
    EVENTS("events"),
    CONSOLE("console");

    private final String word;

    Area(String word) {
      this.word = word;
    }

    static Area of(String path) {
      if (path.startsWith("/v1/")) {
        return API;
      }
      if (path.startsWith("/health/")) {
        return HEALTH;
      }
      if (path.equals("/metrics")) {
        return METRICS;
      }
      return path.equals("/events") ? EVENTS : CONSOLE;
    }
  }
}

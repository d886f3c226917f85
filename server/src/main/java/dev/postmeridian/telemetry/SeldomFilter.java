package dev.postmeridian.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Lets a sentence through once in a while if it has the marker {@value #MARKER}: for what strangers
 * or an outage can bring about many times a second.
 */
public final class SeldomFilter extends TurboFilter {
  public static final String MARKER = "seldom";
  private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();

  private final ConcurrentHashMap<String, Long> quietUntil = new ConcurrentHashMap<>();

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String sentence,
      Object @Nullable [] parameters,
      @Nullable Throwable thrown) {
    if (marker == null || sentence == null || !marker.getName().equals(MARKER)) {
      return FilterReply.NEUTRAL;
    }
    long now = System.nanoTime();
    Long until = quietUntil.get(sentence);
    if (until != null && now - until < 0) {
      return FilterReply.DENY;
    }
    quietUntil.put(sentence, now + QUIET_NANOS);
    return FilterReply.NEUTRAL;
  }
}

package dev.postmeridian.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Lets a sentence through once in a while if it has the marker {@value #MARKER}, and once a minute
 * if it has {@value #RARE}: for what strangers or an outage can bring about many times a second.
 */
public final class SeldomFilter extends TurboFilter {
  public static final String MARKER = "seldom";
  public static final String RARE = "rare";
  private static final Map<String, Duration> QUIET =
      Map.of(MARKER, Duration.ofSeconds(10), RARE, Duration.ofMinutes(1));

  private final ConcurrentHashMap<String, Long> quietUntil = new ConcurrentHashMap<>();

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String sentence,
      Object @Nullable [] parameters,
      @Nullable Throwable thrown) {
    Duration quiet = marker == null ? null : QUIET.get(marker.getName());
    if (quiet == null || sentence == null) {
      return FilterReply.NEUTRAL;
    }
    long now = System.nanoTime();
    Long until = quietUntil.get(sentence);
    if (until != null && now - until < 0) {
      return FilterReply.DENY;
    }
    quietUntil.put(sentence, now + quiet.toNanos());
    return FilterReply.NEUTRAL;
  }
}

package dev.postmeridian.fleet;

import dev.postmeridian.region.RegionName;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** How long the way between two regions and back takes, as measured between places of that name. */
final class RoundTrips {
  private static final Duration SAME_CONTINENT = Duration.ofMillis(30);
  private static final Duration ELSEWHERE = Duration.ofMillis(150);

  private static final Map<Set<String>, Duration> MEASURED =
      Map.of(
          Set.of("us-east-1", "eu-west-1"), Duration.ofMillis(80),
          Set.of("us-east-1", "eu-central-1"), Duration.ofMillis(90),
          Set.of("us-east-1", "ap-southeast-1"), Duration.ofMillis(220),
          Set.of("eu-west-1", "ap-southeast-1"), Duration.ofMillis(170),
          Set.of("eu-central-1", "ap-southeast-1"), Duration.ofMillis(160),
          Set.of("eu-west-1", "eu-central-1"), Duration.ofMillis(25));

  private RoundTrips() {}

  /** Between two different regions. */
  static Duration between(RegionName one, RegionName other) {
    boolean near = continent(one).equals(continent(other));
    return MEASURED.getOrDefault(
        Set.of(one.value(), other.value()), near ? SAME_CONTINENT : ELSEWHERE);
  }

  /** What stands before the first hyphen. */
  private static String continent(RegionName region) {
    return region.value().split("-", 2)[0];
  }
}

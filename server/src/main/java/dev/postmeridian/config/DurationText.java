package dev.postmeridian.config;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Lengths of time as people write them: {@code 30s}, {@code 15 minutes}, {@code 4h}, {@code 90d}.
 */
public final class DurationText {
  static final String EXPECTED = "a length of time, such as 30s, 15m, 4h or 90d";

  private static final Pattern FORM = Pattern.compile("([0-9]{1,9}) *([a-z]+)");

  private DurationText() {}

  /**
   * Reads a positive length of time.
   *
   * @throws IllegalArgumentException if it is not one
   */
  public static Duration parse(String text) {
    if (text.matches("[0-9]+")) {
      throw new IllegalArgumentException("the unit is missing");
    }
    var matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("that is no length of time");
    }
    long amount = Long.parseLong(matcher.group(1));
    if (amount == 0) {
      throw new IllegalArgumentException("it must be longer than nothing");
    }
    return unit(matcher.group(2)).multipliedBy(amount);
  }

  private static Duration unit(String word) {
    return switch (word) {
      case "ms" -> Duration.ofMillis(1);
      case "s", "second", "seconds" -> Duration.ofSeconds(1);
      case "m", "min", "minute", "minutes" -> Duration.ofMinutes(1);
      case "h", "hour", "hours" -> Duration.ofHours(1);
      case "d", "day", "days" -> Duration.ofDays(1);
      default -> throw new IllegalArgumentException("'" + word + "' is no unit of time");
    };
  }
}

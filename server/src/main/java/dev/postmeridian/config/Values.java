package dev.postmeridian.config;

import java.time.Duration;
import java.util.function.Supplier;

/** Reads the values of a section whose keys all have defaults. */
final class Values {
  private final Section section;

  Values(Section section) {
    this.section = section;
  }

  /** A whole number of one or more. */
  int count(String key, int standard) {
    return section
        .optional(key)
        .flatMap(s -> s.parsed("a whole number", Values::positive))
        .orElse(standard);
  }

  long bytes(String key, long standard) {
    return section
        .optional(key)
        .flatMap(s -> s.parsed(ByteText.EXPECTED, ByteText::parse))
        .orElse(standard);
  }

  Duration time(String key, Duration standard) {
    return section
        .optional(key)
        .flatMap(s -> s.parsed(DurationText.EXPECTED, DurationText::parse))
        .orElse(standard);
  }

  /** A part of one, written as a percentage. */
  double share(String key, double standard) {
    return section
        .optional(key)
        .flatMap(s -> s.parsed("a percentage, such as 70%", Values::percentage))
        .orElse(standard);
  }

  /**
   * What the values make together, or the defaults if a record refuses them, which is reported.
   *
   * @param make throws IllegalArgumentException with the reason
   */
  static <T> T checked(Setting value, Supplier<T> make, T defaults) {
    try {
      return make.get();
    } catch (IllegalArgumentException e) {
      value.error("A limit is out of its range: " + e.getMessage(), "Write one within it.");
      return defaults;
    }
  }

  private static double percentage(String text) {
    if (!text.matches("[0-9]{1,3} ?%")) {
      throw new IllegalArgumentException("that is no percentage");
    }
    return Integer.parseInt(text.replaceAll("[ %]", "")) / 100.0;
  }

  private static int positive(String text) {
    int number;
    try {
      number = Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException("that is no whole number");
    }
    if (number < 1) {
      throw new IllegalArgumentException("it must be at least 1");
    }
    return number;
  }
}

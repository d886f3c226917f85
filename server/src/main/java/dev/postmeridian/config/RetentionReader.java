package dev.postmeridian.config;

import java.time.Duration;
import java.util.Optional;

/** Reads {@code retention}. */
final class RetentionReader {
  private RetentionReader() {}

  static Optional<Retention> read(Setting value) {
    return value
        .section("messages and junk, each a length of time")
        .flatMap(section -> {
          var messages = time(section, "messages");
          var junk = time(section, "junk");
          section.finish();
          return retention(value, messages, junk);
        });
  }

  private static Optional<Retention> retention(
      Setting value, Optional<Duration> messages, Optional<Duration> junk) {
    try {
      return Optional.of(new Retention(messages, junk));
    } catch (IllegalArgumentException _) {
      value.error(
          "Junk would be kept longer than other mail",
          "Make 'junk' at most as long as 'messages'.");
      return Optional.empty();
    }
  }

  private static Optional<Duration> time(Section section, String key) {
    return section.optional(key).flatMap(s -> s.parsed(DurationText.EXPECTED, DurationText::parse));
  }
}

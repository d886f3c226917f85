package dev.postmeridian.config;

import dev.postmeridian.intake.IntakeLimits;
import dev.postmeridian.smtp.SmtpLimits;
import java.time.Duration;

/** Reads {@code limits}. */
final class LimitsReader {
  private final Section section;

  private LimitsReader(Section section) {
    this.section = section;
  }

  static Limits read(Setting value) {
    return value
        .section("limits such as message_size, recipients and connections")
        .map(section -> read(value, section))
        .orElse(Limits.DEFAULTS);
  }

  private static Limits read(Setting value, Section section) {
    var reader = new LimitsReader(section);
    try {
      return new Limits(reader.intake(), reader.smtp());
    } catch (IllegalArgumentException e) {
      value.error("A limit is out of its range: " + e.getMessage(), "Write one within it.");
      return Limits.DEFAULTS;
    } finally {
      section.finish();
    }
  }

  private IntakeLimits intake() {
    var standard = IntakeLimits.DEFAULT;
    return new IntakeLimits(
        size("message_size", standard.messageBytes()),
        size("in_flight", standard.inFlightBytes()),
        count("received_fields", standard.receivedFields()));
  }

  private SmtpLimits smtp() {
    var standard = SmtpLimits.DEFAULT;
    return new SmtpLimits(
        count("recipients", standard.recipients()),
        count("connections", standard.connections()),
        count("connections_per_client", standard.connectionsPerClient()),
        size("command_line", standard.commandLineBytes()),
        size("text_line", standard.textLineBytes()),
        time("idle", standard.idle()),
        time("data", standard.data()),
        count("errors", standard.errors()),
        time("drain", standard.drain()));
  }

  private int count(String key, int standard) {
    return section
        .optional(key)
        .flatMap(s -> s.parsed("a whole number", LimitsReader::positive))
        .orElse(standard);
  }

  private int size(String key, int standard) {
    return Math.toIntExact(Math.min(size(key, (long) standard), Integer.MAX_VALUE));
  }

  private long size(String key, long standard) {
    return section
        .optional(key)
        .flatMap(s -> s.parsed(ByteText.EXPECTED, ByteText::parse))
        .orElse(standard);
  }

  private Duration time(String key, Duration standard) {
    return section
        .optional(key)
        .flatMap(s -> s.parsed(DurationText.EXPECTED, DurationText::parse))
        .orElse(standard);
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

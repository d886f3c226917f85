package dev.postmeridian.config;

import dev.postmeridian.intake.IntakeLimits;
import dev.postmeridian.smtp.SmtpLimits;

/** Reads {@code limits}. */
final class LimitsReader {
  private final Values values;

  private LimitsReader(Section section) {
    this.values = new Values(section);
  }

  static Limits read(Setting value) {
    return value
        .section("limits such as message_size, recipients and connections")
        .map(section -> read(value, section))
        .orElse(Limits.DEFAULTS);
  }

  private static Limits read(Setting value, Section section) {
    var reader = new LimitsReader(section);
    var limits =
        new Limits(
            Values.checked(value, reader::intake, IntakeLimits.DEFAULT),
            Values.checked(value, reader::smtp, SmtpLimits.DEFAULT));
    section.finish();
    return limits;
  }

  private IntakeLimits intake() {
    var standard = IntakeLimits.DEFAULT;
    return new IntakeLimits(
        size("message_size", standard.messageBytes()),
        values.bytes("in_flight", standard.inFlightBytes()),
        values.count("received_fields", standard.receivedFields()));
  }

  private SmtpLimits smtp() {
    var standard = SmtpLimits.DEFAULT;
    return new SmtpLimits(
        values.count("recipients", standard.recipients()),
        values.count("connections", standard.connections()),
        values.count("connections_per_client", standard.connectionsPerClient()),
        size("command_line", standard.commandLineBytes()),
        size("text_line", standard.textLineBytes()),
        values.time("idle", standard.idle()),
        values.time("data", standard.data()),
        values.count("errors", standard.errors()),
        values.time("drain", standard.drain()));
  }

  private int size(String key, int standard) {
    return Math.toIntExact(Math.min(values.bytes(key, standard), Integer.MAX_VALUE));
  }
}

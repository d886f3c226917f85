package dev.postmeridian.config;

import dev.postmeridian.health.HealthLimits;
import dev.postmeridian.routing.RoutingLimits;

/** Reads {@code health} and {@code replication}. */
final class FleetSettingsReader {
  private FleetSettingsReader() {}

  static FleetSettings read(Section file) {
    var health = file.optional("health");
    var section =
        health.flatMap(s -> s.section("limits such as suspicion, recovery and spill_from"));
    var judging = HealthLimits.DEFAULTS;
    var routing = RoutingLimits.DEFAULTS;
    if (health.isPresent() && section.isPresent()) {
      judging = Values.checked(health.get(), () -> judging(section.get()), judging);
      routing = Values.checked(health.get(), () -> routing(section.get()), routing);
      section.get().finish();
    }
    var replication =
        file.optional("replication")
            .map(FleetSettingsReader::replication)
            .orElse(ReplicationSettings.DEFAULTS);
    return new FleetSettings(judging, routing, replication);
  }

  private static HealthLimits judging(Section section) {
    var values = new Values(section);
    var standard = HealthLimits.DEFAULTS;
    return new HealthLimits(
        values.time("heartbeat", standard.heartbeat()),
        values.count("suspicion", (int) standard.suspicion()),
        values.time("pause", standard.pause()),
        values.count("errors", standard.errors()),
        values.time("recovery", standard.recovery()),
        values.time("ramp", standard.ramp()));
  }

  private static RoutingLimits routing(Section section) {
    var values = new Values(section);
    var standard = RoutingLimits.DEFAULTS;
    return new RoutingLimits(
        values.share("spill_from", standard.spillFrom()),
        values.time("queue_delay", standard.queueDelay()));
  }

  private static ReplicationSettings replication(Setting value) {
    var standard = ReplicationSettings.DEFAULTS;
    return value
        .section("limits such as batch, in_flight and lag_alarm")
        .map(section -> {
          var values = new Values(section);
          var read =
              Values.checked(
                  value,
                  () ->
                      new ReplicationSettings(
                          values.count("batch", standard.batch()),
                          values.bytes("in_flight", standard.inFlightBytes()),
                          values.time("lag_alarm", standard.lagAlarm())),
                  standard);
          section.finish();
          return read;
        })
        .orElse(standard);
  }
}

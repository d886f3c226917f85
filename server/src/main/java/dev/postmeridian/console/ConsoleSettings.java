package dev.postmeridian.console;

import java.time.Duration;

/**
 * What the console shows of its node, and how long a login lasts.
 *
 * @param region name of the region
 * @param tier the region's model tier, in the deployment file's word
 * @param version the program's version
 * @param sessionLife from login to the next
 * @param pulse how often the desk is asked for news while anybody looks
 */
public record ConsoleSettings(
    String region, String tier, String version, Duration sessionLife, Duration pulse) {
  /** A working day, and once a second. */
  public static ConsoleSettings of(String region, String tier, String version) {
    return new ConsoleSettings(region, tier, version, Duration.ofHours(12), Duration.ofSeconds(1));
  }
}

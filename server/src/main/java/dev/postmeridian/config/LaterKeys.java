package dev.postmeridian.config;

import java.util.List;

/**
 * The keys of the format that this version does not act on yet. Where ignoring one would break what
 * its writer relies on, the file is refused; else a warning says that it changes nothing.
 */
final class LaterKeys {
  private static final List<String> REFUSED = List.of("access", "rules");
  private static final List<String> WITHOUT_EFFECT = List.of("sla", "models", "cost");

  private LaterKeys() {}

  static void report(Section file, Findings findings) {
    REFUSED.forEach(key ->
        file.later(key)
            .ifPresent(entry ->
                findings.error(
                    entry.key(),
                    "This version does not do '" + key + "' yet, and will not pretend to",
                    "Remove it until a version that does.")));
    WITHOUT_EFFECT.forEach(key -> file.later(key).ifPresent(entry -> warn(entry, findings)));
  }

  private static void warn(Section.Entry entry, Findings findings) {
    findings.warning(
        entry.key(),
        "This version does not use '" + entry.name() + "' yet",
        "It may stay; it changes nothing.");
  }
}

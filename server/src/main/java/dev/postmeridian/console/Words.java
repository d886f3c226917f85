package dev.postmeridian.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times, sizes and counts in the words of a page. */
final class Words {
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm zzz", Locale.ENGLISH);
  private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);

  private Words() {}

  /** Such as {@code 22 Nov 2026, 21:03 CET}. */
  static String when(Instant at, ZoneId zone) {
    return DAY_AND_TIME.format(at.atZone(zone));
  }

  /** The zone's name at this time, such as {@code CET}. */
  static String zone(Instant now, ZoneId zone) {
    return ZONE.format(ZonedDateTime.ofInstant(now, zone));
  }

  /** Such as {@code 42 min}, {@code 3 h}, {@code 12 d}. */
  static String span(Duration time) {
    Duration positive = time.isNegative() ? Duration.ZERO : time;
    if (positive.toMinutes() < 1) {
      return "now";
    }
    if (positive.toHours() < 1) {
      return positive.toMinutes() + " min";
    }
    return positive.toHours() < 48 ? positive.toHours() + " h" : positive.toDays() + " d";
  }

  /** Such as {@code 4.2 KB}. */
  static String size(long bytes) {
    if (bytes < 1000) {
      return bytes + " bytes";
    }
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f KB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  /** Such as {@code 12,345}. */
  static String count(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
  }

  /** The word with a capital first letter. */
  static String sentence(String word) {
    return word.isEmpty()
        ? word
        : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  /** The English name of a language, by its code; empty for none. */
  static String language(String code) {
    return code.equals("und") ? "" : Locale.of(code).getDisplayLanguage(Locale.ENGLISH);
  }

  /** The display name of {@code Ada Lovelace <ada@example.org>}, or all of it. */
  static String name(String from) {
    int bracket = from.lastIndexOf('<');
    String name = (bracket > 0 ? from.substring(0, bracket) : from).strip();
    if (name.length() > 2 && name.startsWith("\"") && name.endsWith("\"")) {
      name = name.substring(1, name.length() - 1);
    }
    return name;
  }
}

package dev.postmeridian.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** Sizes as people write them: {@code 26214400}, {@code 512 KiB}, {@code 25 MiB}, {@code 25MB}. */
public final class ByteText {
  static final String EXPECTED = "a size, such as 25 MiB or 512 KiB";

  private static final Pattern FORM = Pattern.compile("([0-9]{1,12}) *([a-z]*)");

  private ByteText() {}

  /**
   * Reads a positive number of bytes.
   *
   * @throws IllegalArgumentException if it is not one
   */
  public static long parse(String text) {
    var matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("that is no size");
    }
    long bytes = Math.multiplyExact(Long.parseLong(matcher.group(1)), unit(matcher.group(2)));
    if (bytes == 0) {
      throw new IllegalArgumentException("it must be more than nothing");
    }
    return bytes;
  }

  private static long unit(String word) {
    return switch (word) {
      case "", "b", "byte", "bytes" -> 1;
      case "kb" -> 1_000;
      case "kib" -> 1L << 10;
      case "mb" -> 1_000_000;
      case "mib" -> 1L << 20;
      case "gb" -> 1_000_000_000;
      case "gib" -> 1L << 30;
      default -> throw new IllegalArgumentException("'" + word + "' is no unit of size");
    };
  }
}

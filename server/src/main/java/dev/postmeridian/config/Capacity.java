package dev.postmeridian.config;

import java.util.regex.Pattern;

/** A rate of mail as people write it: {@code 1000/minute}. */
final class Capacity {
  static final String EXPECTED = "a whole number per second, minute or hour, such as 1000/minute";

  private static final Pattern FORM = Pattern.compile("([0-9]{1,9}) */ *(second|minute|hour)");

  private Capacity() {}

  /**
   * Reads a rate as mails a minute, rounded up.
   *
   * @throws IllegalArgumentException if it is not a positive rate
   */
  static int mailsPerMinute(String text) {
    var matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("that is no rate");
    }
    long amount = Long.parseLong(matcher.group(1));
    if (amount == 0) {
      throw new IllegalArgumentException("a region that can process nothing is no region");
    }
    long perMinute =
        switch (matcher.group(2)) {
          case "second" -> amount * 60;
          case "hour" -> Math.ceilDiv(amount, 60);
          default -> amount;
        };
    if (perMinute > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("that is more than this version can count");
    }
    return (int) perMinute;
  }
}

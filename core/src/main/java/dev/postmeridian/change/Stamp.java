package dev.postmeridian.change;

import dev.postmeridian.region.RegionName;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hybrid logical clock's time (Kulkarni et al., 2014), made unique by region and node.
 *
 * <p>Its text sorts, byte by byte, exactly as stamps do: that order is total, and the greatest
 * stamp wins.
 *
 * @param millis milliseconds since 1970-01-01T00:00Z, 48 bits
 * @param counter orders stamps of one millisecond, 16 bits
 * @param node a random number drawn at each start of a process
 */
public record Stamp(long millis, int counter, RegionName region, long node)
    implements Comparable<Stamp> {
  private static final Pattern FORM =
      Pattern.compile("([0-9a-f]{12})-([0-9a-f]{4})\\+([a-z0-9-]+)\\+([0-9a-f]{16})");
  private static final long MAX_MILLIS = 0xffff_ffff_ffffL;
  static final int MAX_COUNTER = 0xffff;

  /**
   * @throws IllegalArgumentException if time or counter is out of its range
   */
  public Stamp {
    if (millis < 0 || millis > MAX_MILLIS || counter < 0 || counter > MAX_COUNTER) {
      throw new IllegalArgumentException("stamp out of range: " + millis + "-" + counter);
    }
  }

  /**
   * Reads a stamp's text.
   *
   * @throws IllegalArgumentException if it has another form
   */
  public static Stamp parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a stamp");
    }
    return new Stamp(
        Long.parseLong(m.group(1), 16),
        Integer.parseInt(m.group(2), 16),
        new RegionName(m.group(3)),
        HexFormat.fromHexDigitsToLong(m.group(4)));
  }

  // '+' sorts below every character of a region's name, so text order is field order.
  @Override
  public String toString() {
    var hex = HexFormat.of();
    return hex.toHexDigits(millis, 12)
        + "-"
        + hex.toHexDigits(counter, 4)
        + "+"
        + region
        + "+"
        + hex.toHexDigits(node);
  }

  @Override
  public int compareTo(Stamp other) {
    int order = Long.compare(millis, other.millis);
    order = order != 0 ? order : Integer.compare(counter, other.counter);
    order = order != 0 ? order : region.compareTo(other.region);
    return order != 0 ? order : Long.compareUnsigned(node, other.node);
  }
}

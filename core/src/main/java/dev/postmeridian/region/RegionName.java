package dev.postmeridian.region;

import java.util.regex.Pattern;

/**
 * The name of a region, such as {@code eu-west-1}: lower-case letters, digits and inner hyphens, at
 * most 63 characters, so that it is also a DNS label (RFC 1123).
 */
public record RegionName(String value) implements Comparable<RegionName> {
  private static final Pattern DNS_LABEL = Pattern.compile("[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

  /**
   * @throws IllegalArgumentException if the value is not a lower-case DNS label
   */
  public RegionName {
    if (!DNS_LABEL.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "'"
              + value
              + "' is not a region name: use lower-case letters, digits and inner hyphens, such as"
              + " eu-west-1");
    }
  }

  @Override
  public int compareTo(RegionName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

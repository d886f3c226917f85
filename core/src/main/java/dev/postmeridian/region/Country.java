package dev.postmeridian.region;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A country by its ISO 3166-1 alpha-2 code, such as {@code DE}. */
public record Country(String code) implements Comparable<Country> {
  private static final Set<String> ISO_3166 =
      Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);
  private static final List<Country> ALL = ISO_3166.stream().sorted().map(Country::new).toList();

  /**
   * @throws IllegalArgumentException if ISO 3166-1 assigns no country to the code
   */
  public Country {
    if (!ISO_3166.contains(code)) {
      throw new IllegalArgumentException(
          "'" + code + "' is not an ISO 3166-1 country code, such as DE, US or JP");
    }
  }

  /** Every country of ISO 3166-1, by code. */
  public static List<Country> all() {
    return ALL;
  }

  @Override
  public int compareTo(Country other) {
    return code.compareTo(other.code);
  }

  @Override
  public String toString() {
    return code;
  }
}

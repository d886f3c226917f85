package dev.postmeridian.region;

import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an entry of {@code data_residency} or {@code mailboxes} stands for: one country, or a group.
 *
 * <p>{@code EU} is its 27 member states, {@code EEA} these and Iceland, Liechtenstein and Norway,
 * {@code UK} is {@code GB}, as people write it.
 */
public final class Countries {
  private static final Set<Country> EU =
      of(
          "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE"
              .split(" "));
  private static final Set<Country> EEA = plus(EU, "IS", "LI", "NO");
  private static final Set<Country> UK = of("GB");

  private Countries() {}

  /**
   * The countries a word of the deployment file stands for.
   *
   * @throws IllegalArgumentException if it is neither a group nor an ISO 3166-1 alpha-2 code
   */
  public static Set<Country> named(String word) {
    return switch (word) {
      case "EU" -> EU;
      case "EEA" -> EEA;
      case "UK" -> UK;
      default -> Set.of(new Country(word));
    };
  }

  private static Set<Country> of(String... codes) {
    return plus(Set.of(), codes);
  }

  private static Set<Country> plus(Set<Country> base, String... codes) {
    var all = new TreeSet<Country>(base);
    Arrays.stream(codes).map(Country::new).forEach(all::add);
    return Collections.unmodifiableSet(all);
  }
}

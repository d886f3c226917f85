package dev.postmeridian.config;

import dev.postmeridian.region.Countries;
import dev.postmeridian.region.Country;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads countries, and knows what people write instead of their codes. */
final class CountryText {
  private static final Map<String, String> CODE_BY_NAME = codesByName();

  private CountryText() {}

  /** The countries that a word of {@code data_residency} stands for; empty if reported. */
  static Set<Country> countries(Setting word) {
    return word.text("a country's code, such as DE")
        .map(written -> {
          try {
            return Countries.named(written);
          } catch (IllegalArgumentException _) {
            word.error("There is no country '" + written + "'", remedy(written));
            return Set.<Country>of();
          }
        })
        .orElse(Set.of());
  }

  /** The one country of a mailbox; empty if reported. */
  static Optional<Country> country(Setting word) {
    var countries = countries(word);
    if (countries.size() > 1) {
      word.error(
          "'" + word.path() + "' names a group of " + countries.size() + " countries",
          "Write the one whose law the mailbox lives under, such as DE.");
      return Optional.empty();
    }
    return countries.stream().findFirst();
  }

  /** Whether two settings say the same country. */
  static boolean sameWord(Setting one, Setting other) {
    var quiet = new Findings();
    var first = countries(new Setting(one.path(), one.node(), quiet));
    return first.equals(countries(new Setting(other.path(), other.node(), quiet)));
  }

  private static String remedy(String written) {
    String upper = written.toUpperCase(Locale.ROOT);
    var meant =
        isKnown(upper)
            ? Optional.of(upper)
            : Optional.ofNullable(CODE_BY_NAME.get(folded(written)));
    return meant
        .or(() -> nearest(folded(written)))
        .map(code -> "Did you mean '" + code + "'?")
        .orElse("Write its ISO 3166-1 code, such as DE, US or JP, or EU, EEA or UK.");
  }

  /** One letter beside a code of two is any country. */
  private static Optional<String> nearest(String written) {
    return Optional.of(written)
        .filter(word -> word.length() > 2)
        .flatMap(word -> Nearest.to(word, CODE_BY_NAME.keySet()))
        .map(CODE_BY_NAME::get);
  }

  private static boolean isKnown(String word) {
    try {
      return !Countries.named(word).isEmpty();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT).strip();
  }

  private static Map<String, String> codesByName() {
    var codes = new TreeMap<String, String>();
    for (String code : Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2)) {
      var country = Locale.of("", code);
      codes.put(folded(country.getDisplayCountry(Locale.ENGLISH)), code);
      codes.put(folded(country.getISO3Country()), code);
    }
    codes.put("usa", "US");
    codes.put("united states of america", "US");
    codes.put("great britain", "GB");
    codes.put("england", "GB");
    codes.put("el", "GR"); // the EU's own code
    codes.put("european union", "EU");
    return codes;
  }
}

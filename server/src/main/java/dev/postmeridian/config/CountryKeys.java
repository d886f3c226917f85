package dev.postmeridian.config;

import dev.postmeridian.region.Country;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads keys that are countries or groups of them: a smaller group overrules a larger one. */
final class CountryKeys {
  private record Written<T>(Section.Entry entry, Set<Country> countries, Optional<T> value) {}

  private CountryKeys() {}

  /**
   * The value of each country that the entries name.
   *
   * @param value reads a value, or reports it
   */
  static <T> Map<Country, T> read(
      List<Section.Entry> entries, Function<Setting, Optional<T>> value) {
    var written =
        entries.stream()
            .map(entry -> new Written<>(entry, countries(entry), value.apply(entry.value())))
            .sorted(Comparator.comparingInt((Written<T> w) -> -w.countries().size()))
            .toList();
    var read = new HashMap<Country, T>();
    var singles = new HashMap<Country, Section.Entry>();
    for (var one : written) {
      once(one.entry(), one.countries(), singles);
      one.value().ifPresent(v -> one.countries().forEach(country -> read.put(country, v)));
    }
    return read;
  }

  private static Set<Country> countries(Section.Entry entry) {
    var value = entry.value();
    return CountryText.countries(new Setting(value.path(), entry.key(), value.findings()));
  }

  /** GB and UK are one country under two keys. */
  private static void once(
      Section.Entry entry, Set<Country> countries, Map<Country, Section.Entry> singles) {
    if (countries.size() != 1) {
      return;
    }
    var first = singles.putIfAbsent(countries.iterator().next(), entry);
    if (first != null) {
      entry
          .value()
          .error(
              "'" + entry.name() + "' is the country of line " + Findings.lineOf(first.key()),
              "Keep one of the two.");
    }
  }
}

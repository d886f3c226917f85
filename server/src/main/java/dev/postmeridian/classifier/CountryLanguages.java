package dev.postmeridian.classifier;

import dev.postmeridian.region.Country;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Languages that mail of a country is likely to be in: a short list beats all the world's. */
public final class CountryLanguages {
  /**
   * Expected everywhere: English, what mail of the whole world is mostly written in, and what its
   * letters tell from all of these.
   */
  private static final Set<String> EVERYWHERE =
      Set.of(
          "en", "de", "fr", "es", "it", "pt", "nl", "ja", "zh", "ar", "fa", "he", "hi", "ko", "ru",
          "th", "tr", "uk");

  private static final Map<String, List<String>> MORE =
      Map.ofEntries(
          Map.entry("BG", List.of("bg")),
          Map.entry("HR", List.of("hr")),
          Map.entry("CY", List.of("el")),
          Map.entry("GR", List.of("el")),
          Map.entry("CZ", List.of("cs")),
          Map.entry("DK", List.of("da")),
          Map.entry("EE", List.of("et")),
          Map.entry("FI", List.of("fi", "sv")),
          Map.entry("HU", List.of("hu")),
          Map.entry("IE", List.of("ga")),
          Map.entry("LV", List.of("lv")),
          Map.entry("LT", List.of("lt")),
          Map.entry("MT", List.of("mt")),
          Map.entry("PL", List.of("pl")),
          Map.entry("RO", List.of("ro")),
          Map.entry("SK", List.of("sk")),
          Map.entry("SI", List.of("sl")),
          Map.entry("SE", List.of("sv")),
          Map.entry("NO", List.of("no", "nb")),
          Map.entry("IS", List.of("is")),
          Map.entry("IN", List.of("hi", "ta", "te", "bn", "mr")),
          Map.entry("KR", List.of("ko")),
          Map.entry("TR", List.of("tr")),
          Map.entry("UA", List.of("uk")),
          Map.entry("RU", List.of("ru")),
          Map.entry("IL", List.of("he")),
          Map.entry("AE", List.of("ar")),
          Map.entry("SA", List.of("ar")),
          Map.entry("TH", List.of("th")),
          Map.entry("VN", List.of("vi")),
          Map.entry("ID", List.of("id")));

  private CountryLanguages() {}

  /** ISO 639-1 codes of the languages to tell apart in these countries' mail. */
  public static Set<String> of(Collection<Country> countries) {
    var languages = new TreeSet<>(EVERYWHERE);
    for (Country country : countries) {
      languages.addAll(MORE.getOrDefault(country.code(), List.of()));
    }
    return languages;
  }
}

package dev.postmeridian.config;

import dev.postmeridian.region.Country;
import dev.postmeridian.region.Region;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Ingress;
import dev.postmeridian.residency.OutageMode;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.residency.ResidencyRules;
import dev.postmeridian.residency.ResidencyRules.SealedCopies;
import dev.postmeridian.residency.Transfer;
import dev.postmeridian.residency.UnlistedCountries;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads {@code unlisted_countries}, {@code ingress}, {@code transfers} and what outages need. */
final class ResidencyReader {
  private static final String DEFAULT = "default";
  private static final int MOST_NAMED = 4;

  private final List<Region> regions;

  ResidencyReader(List<Region> regions) {
    this.regions = regions;
  }

  ResidencyRules read(Section file) {
    var unlisted =
        file.optional("unlisted_countries")
            .flatMap(s -> oneOf(s, UnlistedCountries.values()))
            .orElse(UnlistedCountries.REFUSE);
    var rules =
        new ResidencyRules(
            unlisted,
            file.optional("ingress").map(this::ingress).orElse(Map.of()),
            transfers(file),
            file.optional("sealed_copies")
                .map(new SealedCopiesReader(regions)::read)
                .orElse(SealedCopies.NONE),
            outage(file).orElse(Map.of()),
            file.optional("outage_mode").flatMap(this::otherOutage).orElse(OutageMode.HOLD));
    sealable(file, rules);
    return rules;
  }

  private Map<Country, Ingress> ingress(Setting value) {
    return value
        .section("countries with relay or refuse, such as {DE: refuse}")
        .map(section -> CountryKeys.read(section.entries(), s -> oneOf(s, Ingress.values())))
        .orElse(Map.of());
  }

  private List<Transfer> transfers(Section file) {
    var reader = new TransferReader(regions);
    return file
        .optional("transfers")
        .map(value -> value.list("a list of {country, region, legal_basis, expires}"))
        .orElse(List.of())
        .stream()
        .flatMap(value -> reader.read(value).stream())
        .toList();
  }

  private Optional<Map<Country, OutageMode>> outage(Section file) {
    return file.optional("outage_mode")
        .filter(value -> !value.isScalar())
        .flatMap(value -> value.section("hold or seal, or countries with one of them"))
        .map(section ->
            CountryKeys.read(
                section.entries().stream().filter(e -> !e.name().equals(DEFAULT)).toList(),
                s -> oneOf(s, OutageMode.values())));
  }

  private Optional<OutageMode> otherOutage(Setting value) {
    if (value.isScalar()) {
      return oneOf(value, OutageMode.values());
    }
    var quiet = new Setting(value.path(), value.node(), new Findings());
    return quiet
        .section("countries")
        .flatMap(section -> section.optional(DEFAULT))
        .flatMap(
            s -> oneOf(new Setting(s.path(), s.node(), value.findings()), OutageMode.values()));
  }

  /** A country whose mail nobody may seal would be held, whatever the file says. */
  private void sealable(Section file, ResidencyRules rules) {
    var law = new Residency(regions, rules, InstantSource.system());
    file.optional("outage_mode")
        .ifPresent(value -> {
          var named = new TreeSet<>(rules.outageMode().keySet());
          var others = new TreeSet<>(law.listedCountries());
          others.removeAll(named);
          unsealable(value, law, named, Setting::error);
          unsealable(value, law, others, Setting::warning);
        });
  }

  private interface Report {
    void say(Setting value, String what, String remedy);
  }

  private void unsealable(Setting value, Residency law, Set<Country> countries, Report report) {
    var seals = countries.stream().filter(c -> law.outageMode(c) == OutageMode.SEAL).toList();
    var unheld = seals.stream().filter(c -> law.sealedHolders(c).isEmpty()).toList();
    var kept = seals.stream().filter(c -> law.ingress(c) == Ingress.REFUSE).toList();
    if (!unheld.isEmpty()) {
      report.say(
          value,
          "Mail for " + words(unheld) + " shall be sealed, and no region may hold it sealed",
          "Name one, such as 'sealed_copies: {"
              + unheld.getFirst()
              + ": ["
              + other(unheld.getFirst())
              + "]}', or write hold.");
    }
    if (!kept.isEmpty()) {
      report.say(
          value,
          "Mail for "
              + words(kept)
              + " shall be sealed, but 'ingress' keeps its bytes out of every region that could"
              + " seal it",
          "Write 'ingress: {" + kept.getFirst() + ": relay}', or hold for it here.");
    }
  }

  private static String words(List<Country> countries) {
    return countries.size() <= MOST_NAMED
        ? countries.stream().map(Country::code).collect(Collectors.joining(", "))
        : countries.getFirst() + " and " + (countries.size() - 1) + " other countries";
  }

  private String other(Country country) {
    return regions.stream()
        .filter(region -> !region.dataResidency().contains(country))
        .map(Region::name)
        .map(RegionName::value)
        .findFirst()
        .orElse("another-region");
  }

  private static <T extends Enum<T>> Optional<T> oneOf(Setting value, T[] words) {
    return value.oneOf(Arrays.asList(words), word -> word.name().toLowerCase(Locale.ROOT));
  }
}

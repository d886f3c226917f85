package dev.postmeridian.config;

import dev.postmeridian.region.Region;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.ResidencyRules.SealedCopies;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code sealed_copies}: by country, by the region whose mail it is, and for the rest. */
final class SealedCopiesReader {
  private static final String EXPECTED = "regions that may hold sealed copies, such as [us-east-1]";
  private static final String DEFAULT = "default";

  private final List<Region> regions;

  SealedCopiesReader(List<Region> regions) {
    this.regions = regions;
  }

  SealedCopies read(Setting value) {
    if (value.isList()) {
      return new SealedCopies(Map.of(), Map.of(), holders(value).orElse(Set.of()));
    }
    return value.section(EXPECTED).map(this::read).orElse(SealedCopies.NONE);
  }

  private SealedCopies read(Section section) {
    var byRegion = new HashMap<RegionName, Set<RegionName>>();
    Set<RegionName> otherwise = section.optional(DEFAULT).flatMap(this::holders).orElse(Set.of());
    for (var region : regions) {
      section
          .optional(region.name().value())
          .flatMap(this::holders)
          .ifPresent(holders -> byRegion.put(region.name(), holders));
    }
    var countries =
        section.entries().stream()
            .filter(entry -> !entry.name().equals(DEFAULT) && !isRegion(entry.name()))
            .toList();
    return new SealedCopies(CountryKeys.read(countries, this::holders), byRegion, otherwise);
  }

  private boolean isRegion(String name) {
    return regions.stream().anyMatch(region -> region.name().value().equals(name));
  }

  private Optional<Set<RegionName>> holders(Setting value) {
    if (!value.isList()) {
      value.list(EXPECTED); // reports it
      return Optional.empty();
    }
    var holders = new TreeSet<RegionName>();
    value.list(EXPECTED).forEach(name -> RegionText.region(name, regions).ifPresent(holders::add));
    return Optional.of(holders);
  }
}

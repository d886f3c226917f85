package dev.postmeridian.residency;

import dev.postmeridian.region.Country;
import dev.postmeridian.region.Region;
import dev.postmeridian.region.RegionName;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The law as the deployment file states it: which regions may process a country's mail. */
public final class Residency {
  private final List<Region> regions;
  private final UnlistedCountries unlisted;

  /**
   * @param regions every region of the deployment, in the file's order
   */
  public Residency(List<Region> regions, UnlistedCountries unlisted) {
    this.regions = List.copyOf(regions);
    this.unlisted = unlisted;
  }

  /**
   * The regions that may process this country's mail: those that list it; for a country that none
   * lists, all or none, as the file says. Empty means that the mail is refused.
   */
  public Set<RegionName> lawfulRegions(Country country) {
    if (!isListed(country)) {
      return unlisted == UnlistedCountries.ANYWHERE ? names(regions) : Set.of();
    }
    return names(regions.stream().filter(r -> r.dataResidency().contains(country)).toList());
  }

  /** Whether any region lists the country. */
  public boolean isListed(Country country) {
    return regions.stream().anyMatch(r -> r.dataResidency().contains(country));
  }

  private static Set<RegionName> names(List<Region> regions) {
    return Collections.unmodifiableSet(new TreeSet<>(regions.stream().map(Region::name).toList()));
  }
}

package dev.postmeridian.residency;

import dev.postmeridian.region.Country;
import dev.postmeridian.region.Region;
import dev.postmeridian.region.RegionName;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The law as the deployment file states it: which regions may process a country's mail. */
public final class Residency {
  private final Map<Country, Set<RegionName>> listed;
  private final Set<RegionName> unlisted;

  /**
   * @param regions every region of the deployment, in the file's order
   */
  public Residency(List<Region> regions, UnlistedCountries unlisted) {
    var byCountry = new HashMap<Country, TreeSet<RegionName>>();
    for (var region : regions) {
      for (var country : region.dataResidency()) {
        byCountry.computeIfAbsent(country, _ -> new TreeSet<>()).add(region.name());
      }
    }
    // answered for every recipient of every mail: computed once
    this.listed = new HashMap<>();
    byCountry.forEach((country, names) -> listed.put(country, Collections.unmodifiableSet(names)));
    this.unlisted = unlisted == UnlistedCountries.ANYWHERE ? names(regions) : Set.of();
  }

  /**
   * The regions that may process this country's mail: those that list it; for a country that none
   * lists, all or none, as the file says. Empty means that the mail is refused.
   */
  public Set<RegionName> lawfulRegions(Country country) {
    return listed.getOrDefault(country, unlisted);
  }

  /** Whether any region lists the country. */
  public boolean isListed(Country country) {
    return listed.containsKey(country);
  }

  private static Set<RegionName> names(List<Region> regions) {
    return Collections.unmodifiableSet(new TreeSet<>(regions.stream().map(Region::name).toList()));
  }
}

package dev.postmeridian.residency;

import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a deployment's file says about residency beside the countries that each region lists.
 *
 * @param ingress by country, where the file says so; others follow the tiers that serve them
 * @param transfers each country and region at most once
 * @param sealedCopies who may hold sealed copies
 * @param outageMode by country, where the file says so
 * @param otherOutageMode for every other country
 */
public record ResidencyRules(
    UnlistedCountries unlisted,
    Map<Country, Ingress> ingress,
    List<Transfer> transfers,
    SealedCopies sealedCopies,
    Map<Country, OutageMode> outageMode,
    OutageMode otherOutageMode) {
  public ResidencyRules {
    ingress = Map.copyOf(ingress);
    transfers = List.copyOf(transfers);
    outageMode = Map.copyOf(outageMode);
  }

  /** What holds where the file is silent. */
  public static ResidencyRules defaults(UnlistedCountries unlisted) {
    return new ResidencyRules(
        unlisted, Map.of(), List.of(), SealedCopies.NONE, Map.of(), OutageMode.HOLD);
  }

  /**
   * The regions that may hold sealed copies, the most particular word first: a country's own, else
   * that of the regions its mail lives in, else the default.
   *
   * @param byRegion by the lawful region whose mail they are copies of
   */
  public record SealedCopies(
      Map<Country, Set<RegionName>> byCountry,
      Map<RegionName, Set<RegionName>> byRegion,
      Set<RegionName> otherwise) {
    /** Nobody holds any. */
    public static final SealedCopies NONE = new SealedCopies(Map.of(), Map.of(), Set.of());

    public SealedCopies {
      byCountry = Map.copyOf(byCountry);
      byRegion = Map.copyOf(byRegion);
      otherwise = Set.copyOf(otherwise);
    }
  }
}

package dev.postmeridian.residency;

import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;

/** The law as one region has to keep it: whose mail it may process. */
public record Jurisdiction(RegionName region, Residency residency) {
  /** Whether this region may process this country's mail now. */
  public boolean covers(Country country) {
    return residency.mayProcess(country, region);
  }
}

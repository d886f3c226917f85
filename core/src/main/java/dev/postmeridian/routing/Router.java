package dev.postmeridian.routing;

import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Residency;

/**
 * Decides where mail for a country goes, seen from one region: a pure function of the country and
 * of what the region knows. The law filters first and is never relaxed.
 */
public final class Router {
  private final RegionName here;
  private final Residency residency;

  public Router(RegionName here, Residency residency) {
    this.here = here;
    this.residency = residency;
  }

  /** The route of one recipient's mail. */
  public Route route(Country country) {
    var lawful = residency.lawfulRegions(country);
    if (lawful.isEmpty()) {
      return new Route.Nowhere();
    }
    return lawful.contains(here) ? new Route.Here() : new Route.Elsewhere(lawful);
  }
}

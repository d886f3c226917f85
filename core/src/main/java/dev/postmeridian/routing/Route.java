package dev.postmeridian.routing;

import dev.postmeridian.region.RegionName;
import java.util.Set;

/** Where one recipient's mail goes. Recipients of one transaction share a route. */
public sealed interface Route {
  /** This region may process it, and does. */
  record Here() implements Route {}

  /**
   * Only other regions may process it.
   *
   * @param lawful the regions that may; never empty
   */
  record Elsewhere(Set<RegionName> lawful) implements Route {
    public Elsewhere {
      lawful = Set.copyOf(lawful);
    }
  }

  /** No region may process it: its country is listed by none, and the file refuses such mail. */
  record Nowhere() implements Route {}
}

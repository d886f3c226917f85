package dev.postmeridian.region;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A place of deployment and what it is for.
 *
 * @param mailsPerMinute rated capacity: a weight for routing, never a cap
 * @param dataResidency the countries whose mail it may process
 */
public record Region(
    RegionName name, Role role, int mailsPerMinute, ModelTier tier, Set<Country> dataResidency) {

  /**
   * @throws IllegalArgumentException if the capacity is not positive
   */
  public Region {
    if (mailsPerMinute <= 0) {
      throw new IllegalArgumentException("capacity must be positive, not " + mailsPerMinute);
    }
    dataResidency = Collections.unmodifiableSet(new TreeSet<>(dataResidency));
  }
}

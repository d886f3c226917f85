package dev.postmeridian.config;

import dev.postmeridian.region.Region;
import dev.postmeridian.region.RegionName;
import java.util.List;
import java.util.Optional;

/** Reads the names of regions of this file. */
final class RegionText {
  private RegionText() {}

  /** The region; empty if reported. */
  static Optional<RegionName> region(Setting value, List<Region> regions) {
    return value.oneOf(regions.stream().map(Region::name).toList(), RegionName::value);
  }
}

package dev.postmeridian.config;

import dev.postmeridian.region.Region;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Mailboxes;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.residency.UnlistedCountries;
import dev.postmeridian.triage.Queue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A deployment as its file describes it, valid.
 *
 * @param regions every region, in the file's order
 * @param settings what each region listens on and stores in; a key for every region
 * @param retention how long messages are kept
 */
public record Deployment(
    List<Region> regions,
    Map<RegionName, RegionSettings> settings,
    UnlistedCountries unlistedCountries,
    Mailboxes mailboxes,
    List<Queue> queues,
    Retention retention) {
  public Deployment {
    regions = List.copyOf(regions);
    settings = Map.copyOf(settings);
    queues = List.copyOf(queues);
  }

  /** The law of this deployment. */
  public Residency residency() {
    return new Residency(regions, unlistedCountries);
  }

  /** The region of that name. */
  public Optional<Region> region(RegionName name) {
    return regions.stream().filter(region -> region.name().equals(name)).findFirst();
  }
}

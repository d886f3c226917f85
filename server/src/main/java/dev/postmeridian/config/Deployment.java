package dev.postmeridian.config;

import dev.postmeridian.region.Country;
import dev.postmeridian.region.Region;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Mailboxes;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.residency.UnlistedCountries;
import dev.postmeridian.triage.Queue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A deployment as its file describes it, valid.
 *
 * @param regions every region, in the file's order
 * @param settings what each region listens on and stores in; a key for every region
 * @param retention how long messages are kept
 * @param limits what a node takes from senders
 */
public record Deployment(
    List<Region> regions,
    Map<RegionName, RegionSettings> settings,
    UnlistedCountries unlistedCountries,
    Mailboxes mailboxes,
    List<Queue> queues,
    Retention retention,
    Limits limits) {
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

  /** Every country whose mail it may meet: those that a region lists and those of its mailboxes. */
  public Set<Country> countries() {
    return Stream.of(
            regions.stream().flatMap(region -> region.dataResidency().stream()),
            mailboxes.byDomain().values().stream(),
            mailboxes.byAddress().values().stream())
        .flatMap(some -> some)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

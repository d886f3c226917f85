package dev.postmeridian.config;

import dev.postmeridian.effect.Effect;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.Region;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Mailboxes;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.residency.ResidencyRules;
import dev.postmeridian.residency.UnlistedCountries;
import dev.postmeridian.triage.Queue;
import java.time.InstantSource;
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
 * @param rules what the file says about residency beside the regions' countries
 * @param fleet how the regions live together
 * @param retention how long messages are kept
 * @param limits what a node takes from senders
 * @param outbox what follows from decisions
 */
public record Deployment(
    List<Region> regions,
    Map<RegionName, RegionSettings> settings,
    ResidencyRules rules,
    FleetSettings fleet,
    Mailboxes mailboxes,
    List<Queue> queues,
    Retention retention,
    Limits limits,
    List<Effect> outbox) {
  public Deployment {
    regions = List.copyOf(regions);
    settings = Map.copyOf(settings);
    queues = List.copyOf(queues);
    outbox = List.copyOf(outbox);
  }

  /** The law of this deployment. */
  public Residency residency() {
    return new Residency(regions, rules, InstantSource.system());
  }

  /** What becomes of mail for a country that no region lists. */
  public UnlistedCountries unlistedCountries() {
    return rules.unlisted();
  }

  /** The region of that name. */
  public Optional<Region> region(RegionName name) {
    return regions.stream().filter(region -> region.name().equals(name)).findFirst();
  }

  /**
   * Who gets a region's mail for {@code <postmaster>} without a domain (RFC 5321, section 4.5.1): a
   * postmaster among the addresses, else the postmaster of the first domain by name; lawful there.
   */
  public Optional<MailAddress> postmaster(RegionName region) {
    var addresses =
        mailboxes.byAddress().keySet().stream().filter(a -> a.startsWith("postmaster@")).sorted();
    var domains = mailboxes.byDomain().keySet().stream().map(d -> "postmaster@" + d).sorted();
    var law = residency();
    return Stream.concat(addresses, domains)
        .map(MailAddress::parse)
        .filter(to ->
            mailboxes
                .countryOf(to)
                .filter(country -> law.lawfulRegions(country).contains(region))
                .isPresent())
        .findFirst();
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

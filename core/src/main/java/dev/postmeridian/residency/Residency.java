package dev.postmeridian.residency;

import dev.postmeridian.region.Country;
import dev.postmeridian.region.ModelTier;
import dev.postmeridian.region.Region;
import dev.postmeridian.region.RegionName;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The law as the deployment file states it: which regions may process a country's mail, and what
 * may leave them in which form. The one maker of {@link Clearance}.
 */
public final class Residency {
  private final Map<RegionName, Region> regions = new TreeMap<>();
  private final Map<Country, Set<RegionName>> listed = new HashMap<>();
  private final Set<RegionName> unlisted;
  private final ResidencyRules rules;
  private final InstantSource clock;

  /**
   * @param regions every region of the deployment
   * @param clock says when a transfer has ended
   */
  public Residency(List<Region> regions, ResidencyRules rules, InstantSource clock) {
    this.rules = rules;
    this.clock = clock;
    var byCountry = new HashMap<Country, TreeSet<RegionName>>();
    for (var region : regions) {
      this.regions.put(region.name(), region);
      for (var country : region.dataResidency()) {
        byCountry.computeIfAbsent(country, _ -> new TreeSet<>()).add(region.name());
      }
    }
    // answered for every recipient of every mail: computed once
    byCountry.forEach((country, names) -> listed.put(country, Collections.unmodifiableSet(names)));
    this.unlisted =
        rules.unlisted() == UnlistedCountries.ANYWHERE
            ? Collections.unmodifiableSet(this.regions.keySet())
            : Set.of();
  }

  /** A deployment whose file says nothing of residency but its regions. */
  public Residency(List<Region> regions, UnlistedCountries unlisted) {
    this(regions, ResidencyRules.defaults(unlisted), InstantSource.system());
  }

  /** Every region, by name. */
  public Set<RegionName> regions() {
    return Collections.unmodifiableSet(regions.keySet());
  }

  /**
   * The regions that may process this country's mail: those that list it; for a country that none
   * lists, all or none, as the file says. Empty means that the mail is refused. Transfers are not
   * among them.
   */
  public Set<RegionName> lawfulRegions(Country country) {
    return listed.getOrDefault(country, unlisted);
  }

  /** Every country that any region lists. */
  public Set<Country> listedCountries() {
    return Collections.unmodifiableSet(new TreeSet<>(listed.keySet()));
  }

  /** Whether any region lists the country. */
  public boolean isListed(Country country) {
    return listed.containsKey(country);
  }

  /** Whether a region may process a country's mail now: it is lawful, or a transfer says so. */
  public boolean mayProcess(Country country, RegionName region) {
    return lawfulRegions(country).contains(region) || transfer(country, region).isPresent();
  }

  /** The transfers of a country that hold now, in the file's order. */
  public List<Transfer> transfers(Country country) {
    var now = clock.instant();
    return rules.transfers().stream()
        .filter(transfer -> transfer.country().equals(country) && transfer.holdsAt(now))
        .filter(transfer -> !lawfulRegions(country).contains(transfer.region()))
        .toList();
  }

  /** The transfer that lets a region process a country's mail now. */
  public Optional<Transfer> transfer(Country country, RegionName region) {
    return transfers(country).stream().filter(t -> t.region().equals(region)).findFirst();
  }

  /** The regions beside the lawful ones that may hold sealed copies of a country's mail. */
  public Set<RegionName> sealedHolders(Country country) {
    var lawful = lawfulRegions(country);
    if (lawful.isEmpty()) {
      return Set.of();
    }
    var copies = rules.sealedCopies();
    var own = copies.byCountry().get(country);
    var holders = new TreeSet<>(own != null ? own : holdersOf(lawful));
    holders.removeAll(lawful);
    return Collections.unmodifiableSet(holders);
  }

  private Set<RegionName> holdersOf(Set<RegionName> lawful) {
    var copies = rules.sealedCopies();
    var holders = new TreeSet<RegionName>();
    lawful.forEach(r -> holders.addAll(copies.byRegion().getOrDefault(r, copies.otherwise())));
    return holders;
  }

  /**
   * What a region that may not process a country's mail does with it: as the file says, else it
   * refuses what only gdpr-compliant regions serve, and relays the rest.
   */
  public Ingress ingress(Country country) {
    var lawful = lawfulRegions(country);
    boolean strict =
        !lawful.isEmpty()
            && lawful.stream()
                .allMatch(r -> tierOf(r).filter(ModelTier.GDPR_COMPLIANT::equals).isPresent());
    return rules.ingress().getOrDefault(country, strict ? Ingress.REFUSE : Ingress.RELAY);
  }

  /** What becomes of a country's mail while no region that may process it can take it. */
  public OutageMode outageMode(Country country) {
    return rules.outageMode().getOrDefault(country, rules.otherOutageMode());
  }

  /**
   * The proof that something of a country's mailbox may go to a region in this form; empty if it
   * may not. Transfers do not count: {@link #transferClearance} is for their one use.
   */
  public Optional<Clearance> clearance(Country country, RegionName to, Form form) {
    boolean lawful =
        switch (form) {
          case CLEAR -> lawfulRegions(country).contains(to);
          case SEALED -> lawfulRegions(country).contains(to) || sealedHolders(country).contains(to);
          case METADATA -> regions.containsKey(to);
        };
    return lawful
        ? Optional.of(new Clearance(to, form, Optional.of(country), Optional.empty()))
        : Optional.empty();
  }

  /** The proof that a new mail may go to a region by a transfer alone, whose use is audited. */
  public Optional<Clearance> transferClearance(Country country, RegionName to) {
    return transfer(country, to)
        .map(basis -> new Clearance(to, Form.CLEAR, Optional.of(country), Optional.of(basis)));
  }

  /**
   * The proof that metadata about no mailbox may go to a region.
   *
   * @throws IllegalArgumentException if the deployment has no such region
   */
  public Clearance metadata(RegionName to) {
    if (!regions.containsKey(to)) {
      throw new IllegalArgumentException("there is no region " + to + " in this deployment");
    }
    return new Clearance(to, Form.METADATA, Optional.empty(), Optional.empty());
  }

  private Optional<ModelTier> tierOf(RegionName name) {
    return Optional.ofNullable(regions.get(name)).map(Region::tier);
  }
}

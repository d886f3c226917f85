package dev.postmeridian.residency;

import dev.postmeridian.region.Countries;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.ModelTier;
import dev.postmeridian.region.Region;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.region.Role;
import dev.postmeridian.residency.ResidencyRules.SealedCopies;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes laws for tests: regions as in the sample file, and what a test adds to them. */
public final class Law {
  public static final RegionName US = new RegionName("us-east-1");
  public static final RegionName EU = new RegionName("eu-west-1");
  public static final RegionName EU2 = new RegionName("eu-central-1");
  public static final RegionName AP = new RegionName("ap-southeast-1");

  private final List<Region> regions = new ArrayList<>();
  private final Map<Country, Ingress> ingress = new HashMap<>();
  private final List<Transfer> transfers = new ArrayList<>();
  private final Map<Country, Set<RegionName>> holders = new HashMap<>();
  private final Map<RegionName, Set<RegionName>> holdersOf = new HashMap<>();
  private final Map<Country, OutageMode> outage = new HashMap<>();
  private UnlistedCountries unlisted = UnlistedCountries.REFUSE;
  private InstantSource clock = InstantSource.fixed(Instant.EPOCH);

  /** The three regions of the sample file. */
  public static Law threeRegions() {
    return new Law()
        .region(US, ModelTier.PRODUCTION_OPTIMIZED, "US", "CA", "MX")
        .region(EU, ModelTier.GDPR_COMPLIANT, "EU", "UK", "CH")
        .region(AP, ModelTier.LATENCY_OPTIMIZED, "JP", "SG", "AU", "IN");
  }

  /** And a second one for Europe. */
  public static Law twoEuRegions() {
    return threeRegions().region(EU2, ModelTier.GDPR_COMPLIANT, "EU", "UK", "CH");
  }

  public Law region(RegionName name, ModelTier tier, String... words) {
    Set<Country> countries = new HashSet<>();
    for (String word : words) {
      countries.addAll(Countries.named(word));
    }
    regions.add(new Region(name, Role.ACTIVE_SECONDARY, 1000, tier, countries));
    return this;
  }

  public Law anywhere() {
    unlisted = UnlistedCountries.ANYWHERE;
    return this;
  }

  public Law ingress(String country, Ingress mode) {
    ingress.put(new Country(country), mode);
    return this;
  }

  public Law transfer(String country, RegionName to, Instant expires) {
    transfers.add(new Transfer(new Country(country), to, "clauses of 2026", expires));
    return this;
  }

  public Law sealedCopies(String country, RegionName... regions) {
    holders.put(new Country(country), Set.of(regions));
    return this;
  }

  public Law sealedCopiesOf(RegionName home, RegionName... regions) {
    holdersOf.put(home, Set.of(regions));
    return this;
  }

  public Law outage(String country, OutageMode mode) {
    outage.put(new Country(country), mode);
    return this;
  }

  public Law at(InstantSource now) {
    clock = now;
    return this;
  }

  public Residency residency() {
    var copies = new SealedCopies(holders, holdersOf, Set.of());
    var rules = new ResidencyRules(unlisted, ingress, transfers, copies, outage, OutageMode.HOLD);
    return new Residency(regions, rules, clock);
  }
}

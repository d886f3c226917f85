package dev.postmeridian.config;

import dev.postmeridian.region.Country;
import dev.postmeridian.region.ModelTier;
import dev.postmeridian.region.Region;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.region.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code regions}. */
final class RegionsReader {
  /** The regions that could be read, and what each listens on and stores in. */
  record Regions(List<Region> regions, Map<RegionName, RegionSettings> settings) {}

  private static final int MAX_REGIONS = 64;

  private final Findings findings;
  private final RegionSettingsReader settings;

  RegionsReader(Findings findings, Path folder) {
    this.findings = findings;
    this.settings = new RegionSettingsReader(folder);
  }

  Regions read(Section file) {
    var read = new Regions(new ArrayList<>(), new LinkedHashMap<>());
    file.required("regions", "{us-east-1: {role: primary, ...}}")
        .flatMap(value -> value.section("each region's name with its keys").map(s -> all(value, s)))
        .ifPresent(entries -> entries.forEach(entry -> region(entry, read)));
    return read;
  }

  private List<Section.Entry> all(Setting value, Section section) {
    var entries = section.entries();
    if (entries.isEmpty() || entries.size() > MAX_REGIONS) {
      value.error("There are " + entries.size() + " regions", "Describe 1 to " + MAX_REGIONS + ".");
    }
    onePrimary(entries);
    return entries;
  }

  private void region(Section.Entry entry, Regions read) {
    var name = name(entry);
    entry
        .value()
        .section("the region's role, email_processing_capacity, ai_model_tier, data_residency")
        .ifPresent(section -> region(name, section, read));
  }

  private void region(Optional<RegionName> name, Section section, Regions read) {
    var role = role(section);
    var capacity =
        section
            .required("email_processing_capacity", "1000/minute")
            .flatMap(s -> s.parsed(Capacity.EXPECTED, Capacity::mailsPerMinute));
    var tier =
        section
            .required("ai_model_tier", "production-optimized")
            .flatMap(s -> s.oneOf(Arrays.asList(ModelTier.values()), ModelTier::word));
    var countries = section.required("data_residency", "[\"DE\", \"FR\"]").map(this::dataResidency);
    var where = settings.read(section);
    section.finish();
    if (name.isPresent() && tier.isPresent() && countries.isPresent()) {
      read.regions()
          .add(
              new Region(
                  name.get(),
                  role.orElse(Role.ACTIVE_SECONDARY),
                  capacity.orElse(1),
                  tier.get(),
                  countries.get()));
      read.settings().put(name.get(), where);
    }
  }

  private Optional<RegionName> name(Section.Entry entry) {
    try {
      return Optional.of(new RegionName(entry.name()));
    } catch (IllegalArgumentException _) {
      findings.error(
          entry.key(),
          "'" + entry.name() + "' is not a region's name",
          "Use lower-case letters, digits and inner hyphens, such as eu-west-1.");
      return Optional.empty();
    }
  }

  private static Optional<Role> role(Section section) {
    return section
        .required("role", "active-secondary")
        .flatMap(s -> s.oneOf(Arrays.asList(Role.values()), Role::word));
  }

  /** Exactly one region is the primary: two would both collect the audit trail, none nobody. */
  private void onePrimary(List<Section.Entry> entries) {
    var primaries = entries.stream().filter(RegionsReader::isPrimary).toList();
    // a role that is missing or misspelt is a problem of its own: it may be the primary's
    boolean allKnown =
        entries.stream().allMatch(entry -> role(entry).filter(RegionsReader::isKnown).isPresent());
    if (primaries.isEmpty() && !entries.isEmpty() && allKnown) {
      findings.error(
          entries.getFirst().key(),
          "No region has the role primary",
          "Write 'role: primary' in the region that shall collect the audit trail.");
    }
    primaries.stream()
        .skip(1)
        .forEach(second ->
            findings.error(
                second.key(),
                "'" + primaries.getFirst().name() + "' is the primary already",
                "Write 'role: active-secondary' here: a deployment has one primary."));
  }

  private static boolean isPrimary(Section.Entry entry) {
    return role(entry).filter(Role.PRIMARY.word()::equals).isPresent();
  }

  private static boolean isKnown(String role) {
    return Arrays.stream(Role.values()).anyMatch(known -> known.word().equals(role));
  }

  /** What the file says, right or wrong; read quietly, as problems are told once. */
  private static Optional<String> role(Section.Entry entry) {
    var quiet = new Setting(entry.value().path(), entry.value().node(), new Findings());
    return quiet
        .section("a region")
        .flatMap(section -> section.optional("role"))
        .flatMap(role -> role.text("a role"));
  }

  private Set<Country> dataResidency(Setting value) {
    var countries = new TreeSet<Country>();
    var written = value.list("a list of countries, such as [\"DE\", \"FR\"] or [\"EU\"]");
    if (value.isList() && written.isEmpty()) {
      value.warning(
          "'" + value.path() + "' is empty, so no listed country's mail may come here",
          "List the countries whose mail this region may process, such as [\"US\"].");
    }
    for (Setting word : written) {
      var group = CountryText.countries(word);
      if (!group.isEmpty() && countries.containsAll(group)) {
        word.warning("This country is listed twice", "Remove one of the two.");
      }
      countries.addAll(group);
    }
    return countries;
  }
}

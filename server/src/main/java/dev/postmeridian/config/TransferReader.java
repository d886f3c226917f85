package dev.postmeridian.config;

import dev.postmeridian.region.Country;
import dev.postmeridian.region.Region;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Transfer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the entries of {@code transfers}. */
final class TransferReader {
  private record Pair(Country country, RegionName region) {}

  private final List<Region> regions;
  private final Set<Pair> known = new HashSet<>();

  TransferReader(List<Region> regions) {
    this.regions = regions;
  }

  Optional<Transfer> read(Setting value) {
    return value.section("country, region, legal_basis and expires").flatMap(s -> read(value, s));
  }

  private Optional<Transfer> read(Setting value, Section section) {
    var country = section.required("country", "DE").flatMap(CountryText::country);
    var region =
        section.required("region", "us-east-1").flatMap(s -> RegionText.region(s, regions));
    var basis =
        section
            .required("legal_basis", "GDPR Art. 46(2)(c), clauses of 2026-05-04")
            .flatMap(s -> s.text("why this is lawful, in words"));
    var expires = section.required("expires", "2027-01-01").flatMap(TransferReader::moment);
    section.finish();
    if (country.isEmpty() || region.isEmpty() || basis.isEmpty() || expires.isEmpty()) {
      return Optional.empty();
    }
    if (!known.add(new Pair(country.get(), region.get()))) {
      value.error(
          "There is a transfer of " + country.get() + " to " + region.get() + " already",
          "Keep one of the two.");
    }
    check(value, country.get(), region.get());
    return Optional.of(new Transfer(country.get(), region.get(), basis.get(), expires.get()));
  }

  private void check(Setting value, Country country, RegionName to) {
    var lawful =
        regions.stream()
            .filter(region -> region.dataResidency().contains(country))
            .map(Region::name)
            .toList();
    if (lawful.isEmpty()) {
      value.error(
          "No region lists " + country + ", so there is nothing to except from",
          "List " + country + " under a region's data_residency, or remove this transfer.");
    } else if (lawful.contains(to)) {
      value.warning(
          to + " lists " + country + " anyway, so this transfer changes nothing", "Remove it.");
    }
  }

  /** A day begins at midnight UTC: a transfer ends before it. */
  private static Optional<Instant> moment(Setting value) {
    var moment = value.parsed("a day or a moment, such as 2027-01-01", TransferReader::parse);
    moment
        .filter(end -> !end.isAfter(Instant.now()))
        .ifPresent(end ->
            value.warning(
                "This transfer ended at " + end + " and allows nothing",
                "Remove it, or renew its legal basis and write when that expires."));
    return moment;
  }

  private static Instant parse(String text) {
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException _) {
      throw new IllegalArgumentException("that is neither a day nor a moment in UTC");
    }
  }
}

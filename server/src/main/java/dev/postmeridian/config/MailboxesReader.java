package dev.postmeridian.config;

import dev.postmeridian.mail.Domain;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.Region;
import dev.postmeridian.residency.Mailboxes;
import dev.postmeridian.residency.UnlistedCountries;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code mailboxes}: no mailbox may live under two laws. */
final class MailboxesReader {
  private final Findings findings;
  private final List<Region> regions;
  private final UnlistedCountries unlisted;
  private final Map<String, Country> byAddress = new HashMap<>();
  private final Map<Domain, Country> byDomain = new HashMap<>();
  private final Map<String, Section.Entry> written = new HashMap<>();

  MailboxesReader(Findings findings, List<Region> regions, UnlistedCountries unlisted) {
    this.findings = findings;
    this.regions = regions;
    this.unlisted = unlisted;
  }

  Mailboxes read(Section file) {
    var entries =
        file.optional("mailboxes")
            .flatMap(s -> s.section("each mailbox with its country, such as 'shop.example: DE'"))
            .map(Section::entries)
            .orElse(List.of());
    entries.forEach(this::mailbox);
    entries.stream().filter(entry -> entry.name().contains("@")).forEach(this::overlap);
    return new Mailboxes(byAddress, byDomain);
  }

  private void mailbox(Section.Entry entry) {
    var country = CountryText.country(entry.value());
    country.ifPresent(c -> served(entry, c));
    var canonical = canonical(entry);
    if (canonical.isEmpty()) {
      return;
    }
    var first = written.putIfAbsent(canonical.get(), entry);
    if (first != null) {
      findings.error(
          entry.key(),
          "The mailbox '" + entry.name() + "' is already on line " + Findings.lineOf(first.key()),
          "Keep one of the two.");
      return;
    }
    country.ifPresent(c -> keep(canonical.get(), c));
  }

  private void keep(String canonical, Country country) {
    if (canonical.contains("@")) {
      byAddress.put(canonical, country);
    } else {
      byDomain.put(new Domain(canonical), country);
    }
  }

  private Optional<String> canonical(Section.Entry entry) {
    if (entry.name().startsWith("*")) {
      findings.error(
          entry.key(),
          "'" + entry.name() + "' is no mailbox: there are no wildcards",
          "Write the domain alone, such as shop.example: it stands for all its addresses.");
      return Optional.empty();
    }
    try {
      return Optional.of(
          entry.name().contains("@")
              ? MailAddress.parse(entry.name()).canonical()
              : new Domain(entry.name()).value());
    } catch (IllegalArgumentException e) {
      findings.error(
          entry.key(),
          "'" + entry.name() + "' is no mailbox: " + e.getMessage(),
          "Write a domain, such as shop.example, or an address, such as ada@shop.example.");
      return Optional.empty();
    }
  }

  /** An address and its whole domain: two laws would claim it, or one line says nothing new. */
  private void overlap(Section.Entry entry) {
    int at = entry.name().lastIndexOf('@');
    var domain = canonicalDomain(entry.name().substring(at + 1)).map(written::get);
    domain.ifPresent(whole -> {
      boolean same = CountryText.sameWord(entry.value(), whole.value());
      String line = " on line " + Findings.lineOf(whole.key());
      if (same) {
        findings.warning(
            entry.key(),
            "'" + entry.name() + "' is covered by its domain" + line,
            "Remove this line.");
      } else {
        findings.error(
            entry.key(),
            "'" + entry.name() + "' overlaps its domain" + line + ", which has another country",
            "List the domain's addresses one by one, or move this one to a domain of its own.");
      }
    });
  }

  private static Optional<String> canonicalDomain(String text) {
    try {
      return Optional.of(new Domain(text).value());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private void served(Section.Entry entry, Country country) {
    boolean listed = regions.stream().anyMatch(r -> r.dataResidency().contains(country));
    if (!listed && unlisted == UnlistedCountries.REFUSE) {
      entry
          .value()
          .warning(
              "No region lists " + country + ", so mail for '" + entry.name() + "' is refused",
              "Add "
                  + country
                  + " to a region's data_residency, or write 'unlisted_countries:"
                  + " anywhere'.");
    }
  }
}

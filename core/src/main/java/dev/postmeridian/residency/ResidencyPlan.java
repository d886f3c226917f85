package dev.postmeridian.residency;

import dev.postmeridian.mail.Domain;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What has to be done where before one law can follow another: which mail is copied to which
 * region, and what must be deleted where, once it is.
 *
 * @param steps in the order to take them: copies, then deletions
 */
public record ResidencyPlan(List<Step> steps) {
  public ResidencyPlan {
    steps = List.copyOf(steps);
  }

  /** What a step does. */
  public enum Kind {
    /** The region becomes lawful and gets what the sources have. */
    COPY,
    /** The region may hold sealed copies from now on. */
    COPY_SEALED,
    /** No region may have this mail any more: copy it out, or let another region list it. */
    STRAND,
    /** The region may not have it any more: what it has is deleted, once no copy depends on it. */
    DELETE,
    /** The region may not hold sealed copies any more. */
    DELETE_SEALED;

    /** The word that other programs read. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One thing to do in one region.
   *
   * @param mailbox whose mail, where one mailbox's country changes; empty means all of the country
   * @param country whose law the mail lives under before
   * @param sources for copies, the regions that have it and may still send it; may be empty
   */
  public record Step(
      Kind kind,
      RegionName region,
      Country country,
      Optional<String> mailbox,
      Set<RegionName> sources) {
    public Step {
      sources = Collections.unmodifiableSet(new TreeSet<>(sources));
    }
  }

  /** A law and the mailboxes that live under it. */
  public record Side(Residency law, Mailboxes mailboxes) {}

  /** The steps from one deployment to another; none if nobody's mail is touched. */
  public static ResidencyPlan between(Side before, Side after) {
    var steps = new ArrayList<Step>();
    for (var country : countries(before, after)) {
      steps.addAll(steps(before.law(), country, after.law(), country, Optional.empty()));
    }
    moved(before.mailboxes(), after.mailboxes())
        .forEach((mailbox, to) ->
            steps.addAll(
                steps(
                    before.law(),
                    country(before.mailboxes(), mailbox),
                    after.law(),
                    to,
                    Optional.of(mailbox))));
    steps.sort(
        Comparator.comparing(Step::kind)
            .thenComparing(Step::region)
            .thenComparing(Step::country)
            .thenComparing(step -> step.mailbox().orElse("")));
    return new ResidencyPlan(steps);
  }

  private static List<Step> steps(
      Residency before, Country from, Residency after, Country to, Optional<String> mailbox) {
    var steps = new ArrayList<Step>();
    var had = before.lawfulRegions(from);
    var gets = after.lawfulRegions(to);
    var deletes = minus(holders(before, from), holders(after, to));
    for (var region : minus(gets, had)) {
      steps.add(new Step(Kind.COPY, region, from, mailbox, had));
    }
    for (var region : minus(after.sealedHolders(to), before.sealedHolders(from))) {
      steps.add(new Step(Kind.COPY_SEALED, region, from, mailbox, had));
    }
    for (var region : deletes) {
      var kind = gets.isEmpty() ? Kind.STRAND : Kind.DELETE;
      steps.add(new Step(kind, region, from, mailbox, Set.of()));
    }
    for (var region : minus(before.sealedHolders(from), after.sealedHolders(to))) {
      steps.add(new Step(Kind.DELETE_SEALED, region, from, mailbox, Set.of()));
    }
    return steps;
  }

  /** Who may have it in clear: by transfer too. */
  private static Set<RegionName> holders(Residency law, Country country) {
    var holders = new TreeSet<>(law.lawfulRegions(country));
    law.transfers(country).forEach(transfer -> holders.add(transfer.region()));
    return holders;
  }

  private static Set<RegionName> minus(Set<RegionName> some, Set<RegionName> others) {
    var rest = new TreeSet<>(some);
    rest.removeAll(others);
    return rest;
  }

  /** Countries of which there may be mail: those that a region lists, and those of mailboxes. */
  private static Set<Country> countries(Side before, Side after) {
    var all = new TreeSet<Country>();
    for (var side : List.of(before, after)) {
      all.addAll(side.law().listedCountries());
      all.addAll(side.mailboxes().byDomain().values());
      all.addAll(side.mailboxes().byAddress().values());
    }
    return all;
  }

  /** Mailboxes that live under another law afterwards, with that; a mailbox that goes is kept. */
  private static Map<String, Country> moved(Mailboxes before, Mailboxes after) {
    var moved = new TreeMap<String, Country>();
    for (String mailbox : names(before)) {
      var to = find(after, mailbox);
      if (to.isPresent() && !to.get().equals(country(before, mailbox))) {
        moved.put(mailbox, to.get());
      }
    }
    return moved;
  }

  private static Set<String> names(Mailboxes mailboxes) {
    var names = new HashSet<>(mailboxes.byAddress().keySet());
    mailboxes.byDomain().keySet().forEach(domain -> names.add(domain.value()));
    return names;
  }

  private static Country country(Mailboxes mailboxes, String mailbox) {
    return find(mailboxes, mailbox).orElseThrow();
  }

  private static Optional<Country> find(Mailboxes mailboxes, String mailbox) {
    int at = mailbox.lastIndexOf('@');
    var domain = new Domain(mailbox.substring(at + 1));
    return Optional.ofNullable(mailboxes.byAddress().get(mailbox))
        .or(() -> Optional.ofNullable(mailboxes.byDomain().get(domain)));
  }
}

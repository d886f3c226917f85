package dev.postmeridian.config;

import dev.postmeridian.mail.Domain;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Ingress;
import dev.postmeridian.residency.Residency;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The DNS records of a deployment: for each country the mail exchangers of its domains, lawful
 * regions first, and for each region what tells whether it lives.
 *
 * @param groups domains whose mailboxes live under the same countries' law
 * @param checks one for each region
 */
record DnsRecords(List<Group> groups, List<Check> checks) {
  /** Domains with the same mail exchangers. */
  record Group(Set<Country> countries, List<Domain> domains, List<Exchanger> exchangers) {}

  /**
   * A region as a mail exchanger (RFC 5321, section 5.1).
   *
   * @param host its name for the world; empty if the file has none
   * @param preference the lower, the sooner senders try it
   */
  record Exchanger(RegionName region, Optional<Domain> host, int preference, String why) {}

  /**
   * How to tell whether a region takes mail.
   *
   * @param url answers 200 while it does; empty if its HTTP listens for its own machine alone
   */
  record Check(RegionName region, Optional<Domain> host, Optional<String> url) {}

  private enum Use {
    LAWFUL(10, "may process it"),
    RELAYS(20, "passes it on"),
    BY_TRANSFER(40, "takes it by a transfer when no lawful region can"),
    PARTLY(50, "takes the mail of some of these countries"),
    NEVER(0, "");

    private final int preference;
    private final String why;

    Use(int preference, String why) {
      this.preference = preference;
      this.why = why;
    }
  }

  static DnsRecords of(Deployment deployment) {
    var law = deployment.residency();
    var groups = new ArrayList<Group>();
    domainsByCountries(deployment)
        .forEach((countries, domains) -> {
          var all = new TreeSet<Country>(countries);
          groups.add(new Group(all, domains, exchangers(deployment, law, all)));
        });
    var checks = deployment.regions().stream().map(r -> check(deployment, r.name())).toList();
    return new DnsRecords(groups, checks);
  }

  /** In the order of the countries' codes; an MX is the domain's, whatever its mailboxes are. */
  private static Map<List<Country>, List<Domain>> domainsByCountries(Deployment deployment) {
    var countries = new TreeMap<String, Set<Country>>();
    var mailboxes = deployment.mailboxes();
    mailboxes
        .byDomain()
        .forEach((domain, country) ->
            countries.computeIfAbsent(domain.value(), _ -> new TreeSet<>()).add(country));
    mailboxes
        .byAddress()
        .forEach((address, country) ->
            countries
                .computeIfAbsent(MailAddress.parse(address).domain().value(), _ -> new TreeSet<>())
                .add(country));
    return countries.entrySet().stream()
        .collect(
            Collectors.groupingBy(
                e -> List.copyOf(e.getValue()),
                () -> new TreeMap<>(Comparator.comparing(Object::toString)),
                Collectors.mapping(e -> new Domain(e.getKey()), Collectors.toList())));
  }

  private static List<Exchanger> exchangers(
      Deployment deployment, Residency law, Set<Country> countries) {
    return deployment.regions().stream()
        .map(region -> exchanger(deployment, region.name(), use(law, countries, region.name())))
        .filter(exchanger -> exchanger.preference() != Use.NEVER.preference)
        .sorted(Comparator.comparingInt(Exchanger::preference))
        .toList();
  }

  private static Exchanger exchanger(Deployment deployment, RegionName region, Use use) {
    return new Exchanger(region, host(deployment, region), use.preference, use.why);
  }

  private static Use use(Residency law, Set<Country> countries, RegionName region) {
    var uses =
        countries.stream()
            .map(country -> use(law, country, region))
            .collect(Collectors.toCollection(TreeSet::new));
    return uses.size() > 1 && uses.contains(Use.NEVER) ? Use.PARTLY : uses.last();
  }

  private static Use use(Residency law, Country country, RegionName region) {
    if (law.lawfulRegions(country).contains(region)) {
      return Use.LAWFUL;
    }
    if (law.lawfulRegions(country).isEmpty()) {
      return Use.NEVER;
    }
    if (law.ingress(country) == Ingress.RELAY) {
      return Use.RELAYS;
    }
    return law.transfer(country, region).isPresent() ? Use.BY_TRANSFER : Use.NEVER;
  }

  private static Check check(Deployment deployment, RegionName region) {
    var host = host(deployment, region);
    var url =
        host.flatMap(name ->
            settings(deployment, region)
                .http()
                .filter(DnsRecords::isOpen)
                .map(http -> "http://" + name + ":" + http.getPort() + "/health/ready"));
    return new Check(region, host, url);
  }

  private static boolean isOpen(InetSocketAddress listener) {
    String host = listener.getHostString();
    return !host.startsWith("127.") && !host.equals("::1") && !host.equals("localhost");
  }

  private static Optional<Domain> host(Deployment deployment, RegionName region) {
    return settings(deployment, region).host();
  }

  private static RegionSettings settings(Deployment deployment, RegionName region) {
    return deployment.settings().getOrDefault(region, RegionSettings.DEFAULTS);
  }
}

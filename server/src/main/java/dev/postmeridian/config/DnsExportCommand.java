package dev.postmeridian.config;

import dev.postmeridian.cli.CommandFailure;
import dev.postmeridian.cli.ExitCode;
import dev.postmeridian.cli.Json;
import dev.postmeridian.config.DnsRecords.Check;
import dev.postmeridian.config.DnsRecords.Exchanger;
import dev.postmeridian.config.DnsRecords.Group;
import dev.postmeridian.mail.Domain;
import dev.postmeridian.region.Country;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the records for a zone file. */
@Command(
    name = "export",
    description =
        "Prints MX and health-check records for each country's domains, as lines of a zone file.",
    footer = {
      "",
      "A region needs listen.host to be found; without it, its lines are comments and the exit code is",
      "1. docs/runbooks/dns.md says what to do with them.",
      "",
      "Examples:",
      "  ./postmeridian dns export --config eu.yaml > eu.zone",
      "  ./postmeridian dns export --json"
    })
final class DnsExportCommand implements Callable<Integer> {
  private static final int TTL_SECONDS = 60;
  private static final int CHECK_SECONDS = 10;
  private static final int FAILED_CHECKS = 2;

  @Mixin private ConfigOption config;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var deployment = config.deployment();
    var records = DnsRecords.of(deployment);
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.line(document(records)));
    } else {
      records.groups().forEach(group -> print(group, out));
      print(records.checks(), out);
    }
    out.flush();
    return complain(records);
  }

  private int complain(DnsRecords records) {
    var nameless = records.checks().stream().filter(c -> c.host().isEmpty()).toList();
    if (nameless.isEmpty()) {
      return ExitCode.OK;
    }
    throw new CommandFailure(
        ExitCode.FAILED,
        nameless.stream().map(c -> c.region().value()).collect(Collectors.joining(", "))
            + ": no host name, so senders cannot be told of "
            + (nameless.size() == 1 ? "it" : "them")
            + ". Write 'listen: {host: mx.example.com}' under each in the deployment file.");
  }

  private static void print(Group group, PrintWriter out) {
    out.println("; " + codes(group.countries()) + ": " + uses(group));
    for (Domain domain : group.domains()) {
      for (Exchanger to : group.exchangers()) {
        out.println(
            to.host()
                .map(host ->
                    "%s. %d IN MX %d %s.".formatted(domain, TTL_SECONDS, to.preference(), host))
                .orElse(
                    "; %s. MX %d: %s has no listen.host"
                        .formatted(domain, to.preference(), to.region())));
      }
    }
    out.println();
  }

  private static String uses(Group group) {
    if (group.exchangers().isEmpty()) {
      return "no region may take this mail";
    }
    return group.exchangers().stream()
        .map(to -> to.region() + " " + to.why())
        .collect(Collectors.joining(", "));
  }

  private static void print(List<Check> checks, PrintWriter out) {
    out.println(
        "; Health checks: every %d s; a host whose check failed %d times leaves the answers."
            .formatted(CHECK_SECONDS, FAILED_CHECKS));
    for (Check check : checks) {
      out.println(
          check
              .host()
              .map(host -> record(host, check))
              .orElse("; " + check.region() + " has no listen.host"));
    }
  }

  /** RFC 7553. */
  private static String record(Domain host, Check check) {
    return check
        .url()
        .map(url -> "_health._tcp.%s. %d IN URI 10 1 \"%s\"".formatted(host, TTL_SECONDS, url))
        .orElse(
            "; %s: its HTTP listens for its own machine alone; check %s, TCP port 25, for 220"
                .formatted(check.region(), host));
  }

  private static String codes(Iterable<Country> countries) {
    var codes = new StringBuilder();
    countries.forEach(country -> codes.append(codes.isEmpty() ? "" : ", ").append(country));
    return codes.toString();
  }

  private static Map<String, Object> document(DnsRecords records) {
    return Map.of(
        "ttl_seconds", TTL_SECONDS,
        "groups", records.groups().stream().map(GroupJson::of).toList(),
        "health_checks", records.checks().stream().map(CheckJson::of).toList());
  }

  record GroupJson(List<String> countries, List<String> domains, List<ExchangerJson> mx) {
    static GroupJson of(Group group) {
      return new GroupJson(
          group.countries().stream().map(Country::code).toList(),
          group.domains().stream().map(Domain::value).toList(),
          group.exchangers().stream().map(ExchangerJson::of).toList());
    }
  }

  record ExchangerJson(String region, @Nullable String host, int preference, String why) {
    static ExchangerJson of(Exchanger to) {
      return new ExchangerJson(to.region().value(), name(to.host()), to.preference(), to.why());
    }
  }

  record CheckJson(
      String region, @Nullable String host, @Nullable String url, int seconds, int failures) {
    static CheckJson of(Check check) {
      return new CheckJson(
          check.region().value(),
          name(check.host()),
          check.url().orElse(null),
          CHECK_SECONDS,
          FAILED_CHECKS);
    }
  }

  private static @Nullable String name(Optional<Domain> host) {
    return host.map(Domain::value).orElse(null);
  }
}

package dev.postmeridian.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.endtoend.ThreeRegions;
import dev.postmeridian.health.HealthLimits;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.FeedLimits;
import dev.postmeridian.residency.Ingress;
import dev.postmeridian.residency.OutageMode;
import dev.postmeridian.residency.Transfer;
import dev.postmeridian.routing.RoutingLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResidencyKeysTest {
  private static final RegionName US = new RegionName("us-east-1");
  private static final RegionName EU = new RegionName("eu-west-1");
  private static final RegionName AP = new RegionName("ap-southeast-1");
  private static final Country DE = new Country("DE");
  private static final Country JP = new Country("JP");

  @Test
  void aFileThatIsSilentHoldsMailAndLetsNothingOfStrictRegionsPass() {
    var deployment = read("");
    var law = deployment.residency();

    assertThat(law.ingress(DE)).isEqualTo(Ingress.REFUSE);
    assertThat(law.ingress(JP)).isEqualTo(Ingress.RELAY);
    assertThat(law.outageMode(DE)).isEqualTo(OutageMode.HOLD);
    assertThat(law.sealedHolders(DE)).isEmpty();
    assertThat(law.transfers(DE)).isEmpty();
    assertThat(deployment.fleet()).isEqualTo(FleetSettings.DEFAULTS);
  }

  @Test
  void everyKeyOfResidencyIsRead() {
    var law =
        read("""
        ingress: {EU: relay, FR: refuse, JP: refuse}
        transfers:
          - {country: DE, region: us-east-1, legal_basis: clauses, expires: 2999-01-01}
        sealed_copies: {DE: [us-east-1], eu-west-1: [ap-southeast-1], default: [eu-west-1]}
        outage_mode: {default: hold, EU: seal, FR: hold}
        """)
            .residency();

    assertThat(law.ingress(DE)).isEqualTo(Ingress.RELAY);
    assertThat(law.ingress(new Country("FR"))).isEqualTo(Ingress.REFUSE);
    assertThat(law.ingress(JP)).isEqualTo(Ingress.REFUSE);
    assertThat(law.transfers(DE))
        .containsExactly(new Transfer(DE, US, "clauses", Instant.parse("2999-01-01T00:00:00Z")));
    assertThat(law.sealedHolders(DE)).containsExactly(US);
    assertThat(law.sealedHolders(new Country("IT"))).containsExactly(AP);
    assertThat(law.sealedHolders(JP)).containsExactly(EU);
    assertThat(law.outageMode(DE)).isEqualTo(OutageMode.SEAL);
    assertThat(law.outageMode(new Country("FR"))).isEqualTo(OutageMode.HOLD);
    assertThat(law.outageMode(JP)).isEqualTo(OutageMode.HOLD);
  }

  @Test
  void oneWordOrOneListHoldsForAll() {
    var reading = reading("sealed_copies: [us-east-1]\noutage_mode: seal\n");
    var law = ((CheckedFile.Usable) reading).deployment().residency();

    assertThat(reading.findings())
        .as("a word for all is kept, and where it can't be, that is said")
        .allMatch(finding -> finding.severity() == Finding.Severity.WARNING)
        .extracting(Finding::what)
        .satisfiesExactlyInAnyOrder(
            own -> assertThat(own).contains("CA, MX, US shall be sealed, and no region may hold"),
            eu ->
                assertThat(eu).contains("AT and 28 other countries", "'ingress' keeps its bytes"));
    assertThat(law.sealedHolders(DE)).containsExactly(US);
    assertThat(law.sealedHolders(new Country("US"))).isEmpty();
    assertThat(law.outageMode(JP)).isEqualTo(OutageMode.SEAL);
  }

  @Test
  void everyKeyOfHealthAndReplicationIsRead() {
    var fleet =
        read("""
        health: {heartbeat: 2s, suspicion: 6, pause: 3s, errors: 3, recovery: 20s, ramp: 40s,
                 spill_from: 80%, queue_delay: 5m}
        replication: {batch: 100, in_flight: 1 MiB, lag_alarm: 30s}
        """)
            .fleet();

    assertThat(fleet.health())
        .isEqualTo(
            new HealthLimits(
                Duration.ofSeconds(2),
                6,
                Duration.ofSeconds(3),
                3,
                Duration.ofSeconds(20),
                Duration.ofSeconds(40)));
    assertThat(fleet.routing()).isEqualTo(new RoutingLimits(0.8, Duration.ofMinutes(5)));
    assertThat(fleet.replication())
        .isEqualTo(new ReplicationSettings(100, 1 << 20, Duration.ofSeconds(30)));
    assertThat(fleet.replication().feedLimits()).isEqualTo(new FeedLimits(100, 512 << 10, 500));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ingress: {DE: maybe} | cannot be 'maybe'",
        "ingress: {XX: relay} | no country 'XX'",
        "ingress: {GB: relay, UK: relay} | is the country of line",
        "transfers: {DE: us-east-1} | is a group of keys",
        "transfers: [{country: DE, region: us-east-1, legal_basis: c}] | has no 'expires'",
        "transfers: [{country: DE, region: us-east-1, expires: 2999-01-01}] | has no 'legal_basis'",
        "transfers: [{country: DE, region: mars, legal_basis: c, expires: 2999-01-01}] | 'mars'",
        "transfers: [{country: EU, region: us-east-1, legal_basis: c, expires: 2999-01-01}] | group",
        "transfers: [{country: DE, region: us-east-1, legal_basis: c, expires: soon}] | neither a day",
        "transfers: [{country: BR, region: us-east-1, legal_basis: c, expires: 2999-01-01}] | except",
        "sealed_copies: {DE: us-east-1} | only a single value",
        "sealed_copies: {DE: [mars]} | cannot be 'mars'",
        "sealed_copies: {mars: [us-east-1]} | no country 'mars'",
        "outage_mode: keep | cannot be 'keep'",
        "outage_mode: {JP: seal} | no region may hold it sealed",
        "health: {suspicion: 60} | out of its range",
        "health: {spill_from: 0.7} | no percentage",
        "health: {spil_from: 70%} | is not a key",
        "replication: {batch: 100000} | out of its range",
      })
  void anImpossibleValueIsRefusedWithItsLine(String line, String what) {
    var reading = reading(line + "\n");

    assertThat(reading).isInstanceOf(CheckedFile.Refused.class);
    assertThat(reading.findings())
        .anySatisfy(problem -> {
          assertThat(problem.what()).contains(what);
          assertThat(problem.line()).isEqualTo(ThreeRegions.REGIONS.lines().count() + 1);
          assertThat(problem.remedy()).isNotBlank();
        });
  }

  @Test
  void sealingNeedsTheBytesToComeIn() {
    var reading = reading("sealed_copies: [us-east-1]\noutage_mode: {DE: seal}\n");

    assertThat(reading.findings())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.what()).contains("'ingress' keeps its bytes out");
          assertThat(problem.remedy()).contains("ingress: {DE: relay}");
        });
  }

  @Test
  void aTransferThatHasEndedOrChangesNothingIsWarnedOf() {
    var reading =
        reading(
            """
            transfers:
              - {country: DE, region: us-east-1, legal_basis: c, expires: 2020-01-01}
              - {country: JP, region: ap-southeast-1, legal_basis: c, expires: 2999-01-01}
            """);

    assertThat(reading).isInstanceOf(CheckedFile.Usable.class);
    assertThat(reading.findings())
        .extracting(Finding::what)
        .satisfiesExactlyInAnyOrder(
            one -> assertThat(one).contains("ended at 2020-01-01"),
            other -> assertThat(other).contains("lists JP anyway"));
  }

  private static Deployment read(String more) {
    var reading = reading(more);
    assertThat(reading.findings()).isEmpty();
    return ((CheckedFile.Usable) reading).deployment();
  }

  private static CheckedFile reading(String more) {
    return DeploymentFile.parse(ThreeRegions.REGIONS + more, Path.of("/"));
  }
}

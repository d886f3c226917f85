package dev.postmeridian.routing;

import static dev.postmeridian.residency.Law.AP;
import static dev.postmeridian.residency.Law.EU;
import static dev.postmeridian.residency.Law.EU2;
import static dev.postmeridian.residency.Law.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.health.HealthState;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Ingress;
import dev.postmeridian.residency.Law;
import dev.postmeridian.residency.OutageMode;
import java.time.Instant;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RouterTest {
  private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");
  private final World world = new World().peer(US, 0).peer(EU, 80).peer(EU2, 95).peer(AP, 220);

  @Test
  void mailOfAListedCountryStaysInTheRegionThatListsIt() {
    var decision = at(US, Law.threeRegions(), "CA");

    assertThat(decision.route()).isEqualTo(new Route.Here());
    assertThat(decision.candidates())
        .containsExactly(
            new Candidate(US, true, "lawful, ready, here, 0% used"),
            new Candidate(AP, false, "not lawful: it does not list CA"),
            new Candidate(EU, false, "not lawful: it does not list CA"));
  }

  @Test
  void mailOfAnotherRegionsCountryIsRelayedThere() {
    var decision = at(US, Law.threeRegions(), "JP");

    assertThat(decision.route())
        .isInstanceOfSatisfying(
            Route.Relay.class,
            relay -> {
              assertThat(relay.to()).isEqualTo(AP);
              assertThat(relay.clearance().to()).isEqualTo(AP);
              assertThat(relay.clearance().country()).contains(new Country("JP"));
            });
    assertThat(decision.candidates().getFirst())
        .isEqualTo(new Candidate(AP, true, "lawful, ready, 220 ms away, 0% used"));
  }

  @Test
  void whatMayNotPassThroughIsHeldThoughItsRegionIsReady() {
    var decision = at(US, Law.threeRegions(), "DE");

    assertThat(decision.route()).isEqualTo(new Route.Hold(HoldReason.INGRESS_REFUSED));
    assertThat(decision.candidates().getFirst().reason())
        .isEqualTo(
            "lawful, ready, 80 ms away, 0% used; but mail for DE may not pass through "
                + "us-east-1 (ingress: refuse)");
  }

  @Test
  void theNearestOfTwoLawfulRegionsTakesIt() {
    var law = Law.twoEuRegions().ingress("DE", Ingress.RELAY);

    assertThat(target(at(US, law, "DE"))).isEqualTo(EU);
    world.peer(EU, 120);
    assertThat(target(at(US, law, "DE"))).isEqualTo(EU2);
  }

  @Test
  void theOtherLawfulRegionTakesItWhenOneIsDownDrainingOrWithoutModel() {
    var law = Law.twoEuRegions().ingress("DE", Ingress.RELAY);

    for (var state : new HealthState[] {HealthState.DOWN, HealthState.DRAINING}) {
      world.state(EU, state);
      assertThat(target(at(US, law, "DE"))).isEqualTo(EU2);
      assertThat(at(US, law, "DE").candidates().get(1))
          .isEqualTo(new Candidate(EU, false, "lawful, " + state.word()));
    }
    world.peer(EU, 80).model(EU, false);
    assertThat(target(at(US, law, "DE"))).isEqualTo(EU2);
    assertThat(at(US, law, "DE").candidates().get(1).reason())
        .contains("no model of it is healthy")
        .contains("another goes before it");
  }

  @Test
  void aRegionWithoutHealthyModelKeepsItsMailQueuedWhenItIsTheOnlyOne() {
    world.model(AP, false);
    assertThat(target(at(US, Law.threeRegions(), "JP"))).isEqualTo(AP);
  }

  @Test
  void aRegionThatKnowsOfNoOtherTakesItsOwnMailAndHoldsTheRest() {
    var alone = new Router(US, Law.threeRegions().residency());

    assertThat(alone.decide(new Country("US")).route()).isEqualTo(new Route.Here());
    assertThat(alone.decide(new Country("JP")).route())
        .isEqualTo(new Route.Hold(HoldReason.NO_REGION_READY));
  }

  @Test
  void anUnlistedCountryIsRefusedUnlessTheFileSaysAnywhereThenTheNearestTakesIt() {
    assertThat(at(US, Law.threeRegions(), "BR").route()).isEqualTo(new Route.Nowhere());
    var law = Law.threeRegions().anywhere();
    assertThat(at(US, law, "BR").route()).isEqualTo(new Route.Here());
    world.state(US, HealthState.DRAINING);
    assertThat(target(at(US, law, "BR"))).isEqualTo(EU);
    assertThat(at(US, law, "US").route()).isEqualTo(new Route.Hold(HoldReason.NO_REGION_READY));
  }

  @Test
  void aBusyRegionSpillsGraduallyFromSeventyPercentAndOnlyToLawfulRegions() {
    var law = Law.twoEuRegions();
    world.peer(EU, 0).peer(EU2, 15);
    for (double[] usedAndKept : new double[][] {{0.5, 1}, {0.7, 1}, {0.85, 0.5}, {0.97, 0.1}}) {
      world.used(EU, usedAndKept[0]);
      assertThat(kept(EU, law)).isCloseTo(usedAndKept[1], within(0.005));
    }
    world.used(EU, 0.85);
    var decision =
        new Router(EU, law.residency(), RoutingLimits.DEFAULTS, world)
            .decide(new Country("DE"), 0.9);
    assertThat(target(decision)).isEqualTo(EU2);
    assertThat(decision.candidates())
        .extracting(Candidate::reason)
        .contains(
            "lawful, ready, here, 85% used; gets 50% of such mail",
            "lawful, ready, 15 ms away, 0% used; gets 50% of such mail",
            "not lawful: it does not list DE");
  }

  @Test
  void regionsThatAreAllUsedUpShareByHowUsedTheyAre() {
    world.peer(EU, 0).used(EU, 2).used(EU2, 1);
    assertThat(kept(EU, Law.twoEuRegions())).isCloseTo(1 / 3.0, within(0.005));
  }

  @Test
  void theSenderKeepsItWhenWhatWaitsIsTooMuchEverywhereEvenWhereOutagesSeal() {
    var law = Law.threeRegions().sealedCopies("JP", US).outage("JP", OutageMode.SEAL);
    world.waiting(AP, 16).escrowed(AP);

    var decision = at(US, law, "JP");
    assertThat(decision.route()).isEqualTo(new Route.Hold(HoldReason.NO_ROOM));
    assertThat(decision.candidates().getFirst().reason())
        .isEqualTo("lawful, no room: mail there waits 960 s for its decision");
  }

  @Test
  void aTransferIsTakenWhenNoLawfulRegionCanAndCarriesItsBasis() {
    var law = Law.threeRegions().transfer("DE", US, END).transfer("DE", AP, END);

    assertThat(at(US, law, "DE").route())
        .as("a region by transfer is no way through while the lawful one lives")
        .isEqualTo(new Route.Hold(HoldReason.INGRESS_REFUSED));
    world.state(EU, HealthState.DOWN);
    var decision = at(US, law, "DE");
    assertThat(decision.route())
        .isInstanceOfSatisfying(
            Route.Here.class,
            here ->
                assertThat(here.transfer().orElseThrow().legalBasis())
                    .isEqualTo("clauses of 2026"));
    assertThat(decision.candidates().getFirst().reason())
        .startsWith("not lawful but for a transfer until 2027-01-01T00:00:00Z (clauses of 2026), ")
        .contains("ready");
    assertThat(decision.candidates().get(1).reason()).contains("lawful, down");
  }

  @Test
  void mailIsRelayedByTransferWithAClearanceThatNamesIt() {
    var law = Law.threeRegions().ingress("DE", Ingress.RELAY).transfer("DE", AP, END);
    world.state(EU, HealthState.DOWN);

    assertThat(at(US, law, "DE").route())
        .isInstanceOfSatisfying(
            Route.Relay.class,
            relay -> {
              assertThat(relay.to()).isEqualTo(AP);
              assertThat(relay.clearance().transfer()).isPresent();
            });
  }

  @Test
  void inAnOutageMailIsSealedToAnEscrowedKeyByWhoMayHoldIt() {
    var law =
        Law.threeRegions()
            .ingress("DE", Ingress.RELAY)
            .sealedCopies("DE", US)
            .outage("DE", OutageMode.SEAL);
    world.state(EU, HealthState.DOWN);

    assertThat(at(US, law, "DE").route()).isEqualTo(new Route.Hold(HoldReason.KEY_NOT_ESCROWED));
    world.escrowed(EU);
    var decision = at(US, law, "DE");
    assertThat(decision.route()).isEqualTo(new Route.Seal(EU));
    assertThat(decision.candidates())
        .contains(
            new Candidate(EU, true, "lawful, down; the mail is sealed to its key"),
            new Candidate(
                US, false, "not lawful: it does not list DE, so it keeps the mail sealed"));
    assertThat(at(AP, law, "DE").route()).isEqualTo(new Route.Hold(HoldReason.NOT_A_HOLDER));
  }

  @Test
  void recipientsShareATransactionWhenTheirMailGoesToTheSamePlace() {
    var law = Law.threeRegions();
    var tokyo = at(US, law, "JP").route();
    var delhi = at(US, law, "IN").route();
    var berlin = at(US, law, "DE").route();

    assertThat(tokyo.sharesTransactionWith(delhi)).isTrue();
    assertThat(tokyo.sharesTransactionWith(at(US, law, "US").route())).isFalse();
    assertThat(berlin.sharesTransactionWith(berlin)).isFalse();
  }

  private RoutingDecision at(RegionName here, Law law, String country) {
    return new Router(here, law.residency(), RoutingLimits.DEFAULTS, world)
        .decide(new Country(country));
  }

  /** The part of German mail that a region which lists Germany keeps. */
  private double kept(RegionName here, Law law) {
    var router = new Router(here, law.residency(), RoutingLimits.DEFAULTS, world);
    int kept = 0;
    for (int i = 0; i < 1000; i++) {
      kept += router.route(new Country("DE"), i / 1000.0) instanceof Route.Here ? 1 : 0;
    }
    return kept / 1000.0;
  }

  private static RegionName target(RoutingDecision decision) {
    assertThat(decision.route()).isInstanceOf(Route.Relay.class);
    return ((Route.Relay) decision.route()).to();
  }

  private static Offset<Double> within(double offset) {
    return Offset.offset(offset);
  }
}

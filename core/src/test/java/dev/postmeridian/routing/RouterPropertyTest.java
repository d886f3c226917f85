package dev.postmeridian.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.health.HealthState;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.ModelTier;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Form;
import dev.postmeridian.residency.Ingress;
import dev.postmeridian.residency.Law;
import dev.postmeridian.residency.OutageMode;
import dev.postmeridian.residency.Residency;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the deployment and the world: no route is outside the law, and every one is explained.
 */
class RouterPropertyTest {
  private static final List<String> COUNTRIES = List.of("DE", "FR", "US", "JP", "BR");
  private static final List<RegionName> REGIONS =
      List.of(new RegionName("a"), new RegionName("b"), new RegionName("c"), new RegionName("d"));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noRouteIsOutsideTheLaw(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 4000; i++) {
      var law = law(random);
      var world = world(random);
      var here = pick(random, REGIONS);
      var router = new Router(here, law, RoutingLimits.DEFAULTS, world);
      for (String code : COUNTRIES) {
        var country = new Country(code);
        double draw = random.nextDouble();
        var decision = router.decide(country, draw);
        var run = "seed %d, run %d, %s at %s: %s".formatted(seed, i, code, here, decision);
        assertThat(isLawful(decision.route(), country, here, law, world.get())).as(run).isTrue();
        assertThat(isExplained(decision)).as(run).isTrue();
        assertThat(router.decide(country, draw).candidates()).isEqualTo(decision.candidates());
        assertThat(router.route(country, draw).getClass()).isEqualTo(decision.route().getClass());
      }
    }
  }

  private static boolean isLawful(
      Route route, Country country, RegionName here, Residency law, Outlook world) {
    var lawful = law.lawfulRegions(country);
    boolean mayPass = lawful.contains(here) || law.ingress(country) == Ingress.RELAY;
    boolean anyTakes = lawful.stream().anyMatch(region -> takes(world, region));
    return switch (route) {
      case Route.Here(var transfer) ->
          transfer.isPresent() ? !anyTakes && law.mayProcess(country, here) : lawful.contains(here);
      case Route.Relay(RegionName to, var clearance) ->
          mayPass
              && !to.equals(here)
              && takes(world, to)
              && clearance.to().equals(to)
              && clearance.form() == Form.CLEAR
              && clearance.country().filter(country::equals).isPresent()
              && (clearance.transfer().isEmpty()
                  ? lawful.contains(to)
                  : !anyTakes && law.transfer(country, to).isPresent());
      case Route.Seal(RegionName to) ->
          mayPass
              && !anyTakes
              && law.outageMode(country) == OutageMode.SEAL
              && law.sealedHolders(country).contains(here)
              && lawful.contains(to)
              && world.views().get(to).keyEscrowed();
      case Route.Hold(HoldReason why) -> why == HoldReason.INGRESS_REFUSED ? !mayPass : !anyTakes;
      case Route.Nowhere _ -> lawful.isEmpty();
    };
  }

  private static boolean isExplained(RoutingDecision decision) {
    var names = decision.candidates().stream().map(Candidate::region).toList();
    long taken = decision.candidates().stream().filter(Candidate::taken).count();
    boolean goes =
        !(decision.route() instanceof Route.Hold) && !(decision.route() instanceof Route.Nowhere);
    return names.size() == REGIONS.size()
        && Set.copyOf(names).equals(Set.copyOf(REGIONS))
        && taken == (goes ? 1 : 0)
        && decision.candidates().getFirst().taken() == goes
        && decision.candidates().stream().noneMatch(c -> c.reason().isBlank());
  }

  private static boolean takes(Outlook world, RegionName region) {
    return Fitness.of(world.views().get(region), RoutingLimits.DEFAULTS).takesMail();
  }

  private static Residency law(Random random) {
    var law = new Law();
    for (var region : REGIONS) {
      var countries = new TreeSet<String>();
      COUNTRIES.stream()
          .filter(c -> !c.equals("BR") && random.nextInt(3) == 0)
          .forEach(countries::add);
      law.region(
          region,
          pick(random, Arrays.asList(ModelTier.values())),
          countries.toArray(String[]::new));
    }
    if (random.nextBoolean()) {
      law.anywhere();
    }
    for (String country : COUNTRIES) {
      if (random.nextInt(3) == 0) {
        law.ingress(country, pick(random, Arrays.asList(Ingress.values())));
      }
      if (random.nextInt(3) == 0) {
        var expires = Instant.EPOCH.plusSeconds(random.nextInt(3) - 1);
        law.transfer(country, pick(random, REGIONS), expires);
      }
      if (random.nextBoolean()) {
        law.sealedCopies(country, pick(random, REGIONS)).outage(country, OutageMode.SEAL);
      }
    }
    return law.residency();
  }

  private static World world(Random random) {
    var world = new World();
    for (var region : REGIONS) {
      world.put(
          region,
          pick(random, Arrays.asList(HealthState.values())),
          random.nextInt(4) > 0,
          random.nextDouble() * 1.5,
          random.nextInt(20),
          random.nextInt(220),
          random.nextBoolean());
    }
    return world;
  }

  private static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}

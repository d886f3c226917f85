package dev.postmeridian.routing;

import static dev.postmeridian.residency.Law.AP;
import static dev.postmeridian.residency.Law.EU;
import static dev.postmeridian.residency.Law.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.health.HealthState;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Law;
import dev.postmeridian.residency.Residency;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Three regions of the sample file under load, second by second, with heartbeats a second old. */
class SpillTest {
  private static final int WINDOW_SECONDS = 30;
  private static final Map<RegionName, Integer> CAPACITY =
      new TreeMap<>(Map.of(US, 1000, EU, 800, AP, 600));
  private static final Map<RegionName, Integer> FROM_US = Map.of(US, 0, EU, 80, AP, 220);
  private static final Country BR = new Country("BR");

  private final Residency law = Law.threeRegions().anywhere().residency();
  private final Random random = new Random(11);
  private final Map<RegionName, ArrayDeque<Double>> accepted = new HashMap<>();
  private final Map<RegionName, Double> heard = new HashMap<>();
  private final Map<RegionName, Double> unlisted = new HashMap<>();

  @Test
  void eachRegionTakesItsOwnAtItsRatedPace() {
    run(300, CAPACITY, 0);

    CAPACITY.keySet().forEach(region -> assertThat(utilisation(region)).isBetween(0.99, 1.01));
    assertThat(unlisted).isEmpty();
  }

  @Test
  void unlistedMailStaysNearWhileThereIsRoom() {
    run(300, Map.of(US, 300, EU, 100, AP, 100), 350);

    assertThat(unlisted.keySet()).containsExactly(US);
  }

  @Test
  void unlistedMailSpillsToTheNearestThenToTheNextAndComesToRest() {
    run(300, Map.of(US, 500, EU, 400, AP, 300), 800);
    unlisted.clear();
    double least = 1;
    double most = 0;
    for (int i = 0; i < 120; i++) {
      run(1, Map.of(US, 500, EU, 400, AP, 300), 800);
      least = Math.min(least, utilisation(US));
      most = Math.max(most, utilisation(US));
    }

    assertThat(unlisted.get(EU)).isGreaterThan(unlisted.get(AP)).isGreaterThan(0);
    CAPACITY.keySet().forEach(region -> assertThat(utilisation(region)).isLessThan(1));
    assertThat(most - least).as("it does not swing").isLessThan(0.15);
  }

  @Test
  void whereNothingHasRoomTheSenderKeepsIt() {
    var world = new World();
    CAPACITY
        .keySet()
        .forEach(region -> world.put(region, HealthState.READY, true, 2, 16, 9, false));
    var router = new Router(US, law, RoutingLimits.DEFAULTS, world);

    for (String country : List.of("US", "BR", "JP")) {
      assertThat(router.decide(new Country(country)).route())
          .isEqualTo(new Route.Hold(HoldReason.NO_ROOM));
    }
  }

  /** Own mail arrives at its region, unlisted mail at US; rates are mails a minute. */
  private void run(int seconds, Map<RegionName, Integer> own, int unlistedAtUs) {
    for (int second = 0; second < seconds; second++) {
      var router = new Router(US, law, RoutingLimits.DEFAULTS, world());
      CAPACITY.keySet().forEach(region -> heard.put(region, utilisation(region)));
      var now = new HashMap<RegionName, Double>();
      own.forEach((region, rate) -> now.put(region, rate / 60.0));
      int parts = 100;
      for (int i = 0; i < parts && unlistedAtUs > 0; i++) {
        double mails = unlistedAtUs / 60.0 / parts;
        var to = target(router.route(BR, random.nextDouble()));
        now.merge(to, mails, Double::sum);
        unlisted.merge(to, mails, Double::sum);
      }
      CAPACITY.keySet().forEach(region -> accept(region, now.getOrDefault(region, 0.0)));
    }
  }

  private void accept(RegionName region, double mails) {
    var window = accepted.computeIfAbsent(region, _ -> new ArrayDeque<>());
    window.addLast(mails);
    if (window.size() > WINDOW_SECONDS) {
      window.removeFirst();
    }
  }

  private double utilisation(RegionName region) {
    var window = accepted.getOrDefault(region, new ArrayDeque<>());
    double sum = window.stream().mapToDouble(Double::doubleValue).sum();
    return window.isEmpty() ? 0 : sum / window.size() * 60 / CAPACITY.get(region);
  }

  private World world() {
    var world = new World();
    FROM_US.forEach((region, millis) -> {
      double used = region.equals(US) ? utilisation(region) : heard.getOrDefault(region, 0.0);
      world.put(region, HealthState.READY, true, used, 0, millis, false);
    });
    return world;
  }

  private static RegionName target(Route route) {
    return switch (route) {
      case Route.Here _ -> US;
      case Route.Relay relay -> relay.to();
      default -> throw new AssertionError("unlisted mail was not taken: " + route);
    };
  }
}

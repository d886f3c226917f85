package dev.postmeridian.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.region.Countries;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.ModelTier;
import dev.postmeridian.region.Region;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.region.Role;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.residency.UnlistedCountries;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouterTest {
  private static final RegionName US = new RegionName("us-east-1");
  private static final RegionName EU = new RegionName("eu-west-1");
  private static final List<Region> REGIONS =
      List.of(region(US, "US", "CA", "MX"), region(EU, "EU", "UK", "CH"));

  private final Router refusing = router(UnlistedCountries.REFUSE);
  private final Router anywhere = router(UnlistedCountries.ANYWHERE);

  @Test
  void mailOfAListedCountryStaysInTheRegionThatListsIt() {
    assertThat(route(refusing, new Country("CA"))).isEqualTo(new Route.Here());
  }

  @Test
  void mailOfAnotherRegionsCountryIsNotProcessedHere() {
    assertThat(route(refusing, new Country("GB")))
        .isEqualTo(new Route.Hold(HoldReason.NO_REGION_READY));
  }

  @Test
  void anUnlistedCountryIsRefusedUnlessTheFileSaysAnywhere() {
    assertThat(route(refusing, new Country("BR"))).isEqualTo(new Route.Nowhere());
    assertThat(route(anywhere, new Country("BR"))).isEqualTo(new Route.Here());
  }

  @Test
  void anywhereNeverOpensACountryThatARegionLists() {
    assertThat(route(anywhere, new Country("DE")))
        .isEqualTo(new Route.Hold(HoldReason.NO_REGION_READY));
  }

  private static Route route(Router router, Country country) {
    return router.decide(country).route();
  }

  private static Router router(UnlistedCountries unlisted) {
    return new Router(US, new Residency(REGIONS, unlisted));
  }

  private static Region region(RegionName name, String... words) {
    Set<Country> countries = new HashSet<>();
    for (String word : words) {
      countries.addAll(Countries.named(word));
    }
    return new Region(name, Role.PRIMARY, 1000, ModelTier.PRODUCTION_OPTIMIZED, countries);
  }
}

package dev.postmeridian.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.region.RegionName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundTripsTest {
  @ParameterizedTest
  @CsvSource({
    "us-east-1, eu-west-1, 80",
    "ap-southeast-1, us-east-1, 220",
    "eu-west-1, ap-southeast-1, 170",
    "eu-west-1, eu-central-1, 25",
    "eu-west-1, eu-north-1, 30",
    "sa-east-1, eu-west-1, 150"
  })
  void theWayTakesAsLongInEitherDirection(String one, String other, long millis) {
    var a = new RegionName(one);
    var b = new RegionName(other);
    assertThat(RoundTrips.between(a, b)).hasMillis(millis);
    assertThat(RoundTrips.between(b, a)).hasMillis(millis);
  }
}

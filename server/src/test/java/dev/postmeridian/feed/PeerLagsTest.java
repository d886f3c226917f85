package dev.postmeridian.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.ModelTier;
import dev.postmeridian.region.Region;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.region.Role;
import dev.postmeridian.replication.LagCounter;
import dev.postmeridian.replication.PeerLag;
import dev.postmeridian.residency.Form;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.residency.UnlistedCountries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeerLagsTest {
  private static final RegionName WEST = new RegionName("eu-west-1");
  private static final RegionName CENTRAL = new RegionName("eu-central-1");
  private static final Residency LAW =
      new Residency(List.of(region(WEST), region(CENTRAL)), UnlistedCountries.REFUSE);

  private static Region region(RegionName name) {
    return new Region(
        name, Role.ACTIVE_SECONDARY, 600, ModelTier.GDPR_COMPLIANT, Set.of(new Country("DE")));
  }

  @Test
  void aPeerThatIsFurtherBehindThanTheFileAllowsIsATrouble() {
    var alarm = Duration.ofSeconds(10);
    assertThat(lags(Duration.ofSeconds(10), alarm).trouble()).isEmpty();
    assertThat(lags(Duration.ofSeconds(11), alarm).trouble())
        .hasValueSatisfying(why ->
            assertThat(why).contains("eu-central-1 does not have", "in the last 11 s", "See that"));
    assertThat(lags(Duration.ofSeconds(11), Duration.ofMinutes(1)).trouble()).isEmpty();
  }

  @Test
  void theProcessThatHoldsUpEveryFeedIsNamed() {
    var late = new Counter(Duration.ofSeconds(11), OptionalInt.of(4711));
    assertThat(new PeerLags(WEST, LAW, late, Duration.ofSeconds(10)).trouble())
        .hasValueSatisfying(why ->
            assertThat(why).contains("eu-central-1 does not have", "pg_terminate_backend(4711)"));
  }

  private static PeerLags lags(Duration behind, Duration alarm) {
    return new PeerLags(WEST, LAW, new Counter(behind, OptionalInt.empty()), alarm);
  }

  private record Counter(Duration behind, OptionalInt process) implements LagCounter {
    @Override
    public PeerLag of(RegionName peer, Form form, List<Country> countries, Instant now) {
      var urgent = new PeerLag.ClassLag(ReplicationClass.URGENT, behind, 1, 1, 0, false);
      return new PeerLag(peer, form, List.of(urgent), Optional.of(now));
    }

    @Override
    public OptionalInt holdsUp(Instant since) {
      return process;
    }
  }
}

package dev.postmeridian.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.region.RegionName;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LostRegionsTest {
  private static final RegionName WEST = new RegionName("eu-west-1");
  private final Set<RegionName> down = new HashSet<>();
  private long now = 7;
  private final LostRegions lost = new LostRegions(() -> Set.copyOf(down), () -> now);

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void aRegionIsLostOnceItHasBeenDownForAWhile() {
    down.add(WEST);
    assertThat(lost.get()).isEmpty();
    pass(Duration.ofSeconds(14));
    assertThat(lost.get()).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(lost.get()).containsExactly(WEST);
  }

  @Test
  void oneThatCameBackStartsAgain() {
    down.add(WEST);
    lost.get();
    pass(Duration.ofSeconds(14));
    down.clear();
    assertThat(lost.get()).isEmpty();
    down.add(WEST);
    pass(Duration.ofSeconds(2));
    assertThat(lost.get()).isEmpty();
  }
}

package dev.postmeridian.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class FeedSimulationTest {
  @Test
  void lawfulRegionsConvergeWhateverTheNetworkAndTheirBackupsDo() {
    for (long seed = 0; seed < 300; seed++) {
      long run = seed;
      assertThatCode(() -> new FeedSimulation(run).run(300))
          .as("seed %d", seed)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void theSameSeedIsTheSameRun() {
    assertThat(new FeedSimulation(42).run(300)).isEqualTo(new FeedSimulation(42).run(300));
    assertThat(new FeedSimulation(42).run(300)).isNotEqualTo(new FeedSimulation(43).run(300));
  }
}

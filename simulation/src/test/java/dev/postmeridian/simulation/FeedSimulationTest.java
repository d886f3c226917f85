package dev.postmeridian.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class FeedSimulationTest {
  @Test
  void cursorsMissNothingWhateverTheNetworkDoes() {
    for (long seed = 0; seed < 300; seed++) {
      run(seed, false);
    }
  }

  @Test
  void lawfulRegionsConvergeAlsoWhenDatabasesAreRestored() {
    for (long seed = 0; seed < 300; seed++) {
      run(seed, true);
    }
  }

  private static void run(long seed, boolean restores) {
    assertThatCode(() -> new FeedSimulation(seed, restores).run(300))
        .as("seed %d", seed)
        .doesNotThrowAnyException();
  }

  @Test
  void theSameSeedIsTheSameRun() {
    assertThat(new FeedSimulation(42, true).run(300))
        .isEqualTo(new FeedSimulation(42, true).run(300));
    assertThat(new FeedSimulation(42, true).run(300))
        .isNotEqualTo(new FeedSimulation(43, true).run(300));
  }
}

package dev.postmeridian.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class ReplicaSimulationTest {
  @Test
  void replicasConvergeWhateverTheirClocksSayAndHoweverNewsArrives() {
    for (long seed = 0; seed < 1_000; seed++) {
      long run = seed;
      assertThatCode(() -> new ReplicaSimulation(run, 2 + (int) (run % 5)).run(200))
          .as("seed %d", seed)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void theSameSeedIsTheSameRun() {
    assertThat(new ReplicaSimulation(42, 4).run(500))
        .isEqualTo(new ReplicaSimulation(42, 4).run(500));
    assertThat(new ReplicaSimulation(42, 4).run(500))
        .isNotEqualTo(new ReplicaSimulation(43, 4).run(500));
  }
}

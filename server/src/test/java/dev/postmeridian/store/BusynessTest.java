package dev.postmeridian.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BusynessTest {
  private long now;
  private final Busyness busyness = new Busyness(() -> now);

  @Test
  void whoeverWorksWithoutAPauseIsBusySoonAndIdleSoonAfter() {
    work(900);
    assertThat(busyness.share()).isGreaterThan(0.8);
    pass(900);
    assertThat(busyness.share()).isLessThan(0.2);
  }

  @Test
  void shortBurstsMakeNobodyBusy() {
    for (int burst = 0; burst < 50; burst++) {
      work(6);
      assertThat(busyness.share()).isLessThan(0.1);
      pass(194);
    }
  }

  @Test
  void whatIsUnderWayCounts() {
    busyness.turn(true);
    pass(900);
    assertThat(busyness.share()).isGreaterThan(0.8);
  }

  private void work(long millis) {
    busyness.turn(true);
    pass(millis);
    busyness.turn(false);
  }

  private void pass(long millis) {
    now += millis * 1_000_000;
  }
}

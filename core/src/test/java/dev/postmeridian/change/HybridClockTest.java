package dev.postmeridian.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postmeridian.region.RegionName;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HybridClockTest {
  private static final RegionName EU = new RegionName("eu-west-1");
  private final AtomicLong wall = new AtomicLong(1_000_000);
  private final HybridClock clock =
      new HybridClock(() -> Instant.ofEpochMilli(wall.get()), EU, 0xf00dL);

  @Test
  void stampsGrowWithinAMillisecondAndAcrossABackwardJump() {
    Stamp first = clock.next();
    Stamp second = clock.next();
    wall.addAndGet(-500_000);
    Stamp third = clock.next();
    assertThat(second).isGreaterThan(first);
    assertThat(third).isGreaterThan(second);
  }

  @Test
  void stampsFollowTheWallClockWhenItIsAhead() {
    clock.next();
    wall.set(2_000_000);
    assertThat(clock.next().millis()).isEqualTo(2_000_000);
  }

  @Test
  void aStampSeenIsNeverAheadOfTheNextOneMade() {
    Stamp seen = new Stamp(1_059_000, 7, new RegionName("zz-far-9"), -1L);
    clock.observe(seen);
    assertThat(clock.next()).isGreaterThan(seen);
  }

  @Test
  void aStampFromTooFarInTheFutureIsRefusedAndDragsNothingAlong() {
    assertThatThrownBy(() -> clock.observe(new Stamp(1_060_001, 0, EU, 1)))
        .isInstanceOfSatisfying(
            ClockSkewException.class, e -> assertThat(e.ahead()).hasMillis(60_001));
    assertThat(clock.next().millis()).isEqualTo(1_000_000);
  }

  @Test
  void stampsThatAreEachALittleAheadOfTheLastDragTheClockNoFurther() {
    clock.observe(new Stamp(1_059_000, 0, EU, 1));
    assertThatThrownBy(() -> clock.observe(new Stamp(1_118_000, 0, EU, 1)))
        .isInstanceOf(ClockSkewException.class);
    assertThat(clock.next().millis()).isEqualTo(1_059_000);
  }

  @Test
  void aClockThatWasSetBackStillKnowsWhatItMade() {
    Stamp made = clock.next();
    wall.addAndGet(-500_000);
    clock.observe(made);
    assertThat(clock.next()).isGreaterThan(made);
  }

  @Test
  void aFullCounterCarriesIntoTheMillisecond() {
    clock.observe(new Stamp(1_000_000, Stamp.MAX_COUNTER, EU, 1));
    Stamp next = clock.next();
    assertThat(next.millis()).isEqualTo(1_000_001);
    assertThat(next.counter()).isZero();
  }

  @Test
  void observingAnOlderStampChangesNothing() {
    Stamp before = clock.next();
    clock.observe(new Stamp(1, 0, EU, 1));
    assertThat(clock.next()).isGreaterThan(before);
  }
}

package dev.postmeridian.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.region.RegionName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PeerJudgeTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private final PeerJudge judge = new PeerJudge(HealthLimits.DEFAULTS);
  private long now;

  @Test
  void aPeerThatWasNeverHeardIsDownAndItsFirstHeartbeatMakesItReady() {
    assertThat(judge.at(now)).isEqualTo(PeerState.DOWN);
    beat(HealthState.READY);
    assertThat(judge.at(now)).isEqualTo(PeerState.READY);
  }

  @Test
  void silenceMeansDownWithinFiveSecondsAndNotWithinTwo() {
    beats(30);
    assertThat(judge.at(now + 2 * SECOND).state()).isEqualTo(HealthState.READY);
    assertThat(judge.at(now + 4 * SECOND)).isEqualTo(PeerState.DOWN);
    assertThat(judge.latest()).isEmpty();
  }

  @Test
  void silenceMeansDownWithinFiveSecondsAfterTheFirstHeartbeatToo() {
    beat(HealthState.READY);
    assertThat(judge.at(now + 5 * SECOND)).isEqualTo(PeerState.DOWN);
  }

  @Test
  void anUnevenLinkIsNotTakenForADeadOne() {
    var random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      now += (long) (SECOND * (0.4 + 1.2 * random.nextDouble()));
      assertThat(judge.at(now).state()).isEqualTo(i == 0 ? HealthState.DOWN : HealthState.READY);
      judge.heard(heartbeat(HealthState.READY), now);
    }
  }

  @Test
  void oneErrorIsForgivenAndTwoInARowMeanDownAtOnce() {
    beats(5);
    judge.failed(now);
    assertThat(judge.at(now).state()).isEqualTo(HealthState.READY);
    beats(1);
    judge.failed(now);
    assertThat(judge.at(now).state()).isEqualTo(HealthState.READY);
    judge.failed(now);
    assertThat(judge.at(now)).isEqualTo(PeerState.DOWN);
  }

  @Test
  void aPeerThatComesBackMustBeWellForAWhileAndThenGrowsToItsShare() {
    beats(5);
    now += 30 * SECOND;
    assertThat(judge.at(now)).isEqualTo(PeerState.DOWN);
    beats(10);
    assertThat(judge.at(now).state()).isEqualTo(HealthState.DOWN);
    beats(1);
    assertThat(judge.at(now)).isEqualTo(new PeerState(HealthState.READY, 0.1));
    beats(15);
    assertThat(judge.at(now).weight()).isCloseTo(0.55, Offset.offset(0.001));
    beats(30);
    assertThat(judge.at(now)).isEqualTo(PeerState.READY);
  }

  @Test
  void anErrorWhileItComesBackBeginsTheWaitAnew() {
    beats(5);
    now += 30 * SECOND;
    beats(8);
    judge.failed(now);
    beats(9);
    assertThat(judge.at(now).state()).isEqualTo(HealthState.DOWN);
    beats(1);
    assertThat(judge.at(now).state()).isEqualTo(HealthState.READY);
  }

  @Test
  void whatAPeerSaysOfItselfHoldsAtOnce() {
    beats(5);
    beat(HealthState.DEGRADED);
    assertThat(judge.at(now)).isEqualTo(new PeerState(HealthState.DEGRADED, 1));
    beat(HealthState.DRAINING);
    assertThat(judge.at(now)).isEqualTo(new PeerState(HealthState.DRAINING, 0));
    beat(HealthState.READY);
    assertThat(judge.at(now).state().takesMail()).isFalse();
  }

  private void beats(int count) {
    for (int i = 0; i < count; i++) {
      beat(HealthState.READY);
    }
  }

  private void beat(HealthState state) {
    now += SECOND;
    judge.heard(heartbeat(state), now);
  }

  private static Heartbeat heartbeat(HealthState state) {
    return new Heartbeat(
        new RegionName("eu-west-1"),
        state,
        0.5,
        Duration.ZERO,
        Map.of(),
        false,
        Map.of(),
        Optional.empty());
  }
}

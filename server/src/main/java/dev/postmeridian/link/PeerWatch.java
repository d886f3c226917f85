package dev.postmeridian.link;

import dev.postmeridian.health.HealthLimits;
import dev.postmeridian.health.HealthState;
import dev.postmeridian.health.Heartbeat;
import dev.postmeridian.health.PeerJudge;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.routing.Outlook;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this node has seen of one other region. Safe for use by several threads. */
final class PeerWatch {
  private static final Logger LOG = LoggerFactory.getLogger(PeerWatch.class);
  private static final int ROUND_TRIPS = 10;

  private final RegionName region;
  private final Runnable onDown;
  private final PeerJudge judge;
  private final Deque<Long> roundTrips = new ArrayDeque<>();
  private HealthState last = HealthState.DOWN;
  private long sinceNanos = System.nanoTime();
  private long heardAt = sinceNanos;
  private boolean everHeard;
  private long errors;
  private int errorsInRow;
  private String lastError = "";

  /**
   * @param onDown told when the region is taken for dead; must not wait
   */
  PeerWatch(RegionName region, HealthLimits limits, Runnable onDown) {
    this.region = region;
    this.onDown = onDown;
    this.judge = new PeerJudge(limits);
  }

  /** It said this of itself. */
  synchronized void heard(Heartbeat beat) {
    heardAt = System.nanoTime();
    everHeard = true;
    errorsInRow = 0;
    judge.heard(beat, heardAt);
    look();
  }

  /** It answered so long after it was asked. */
  synchronized void took(Duration roundTrip) {
    roundTrips.addLast(roundTrip.toNanos());
    if (roundTrips.size() > ROUND_TRIPS) {
      roundTrips.removeFirst();
    }
  }

  /** It said this without being asked: that it takes no more mail. */
  synchronized void told(Heartbeat beat) {
    judge.heard(beat, System.nanoTime());
    look();
  }

  /** An exchange with it failed. */
  synchronized void failed(String why) {
    errors++;
    errorsInRow++;
    lastError = why;
    judge.failed(System.nanoTime());
    look();
  }

  synchronized Outlook.View view() {
    look();
    var latest = judge.latest();
    return new Outlook.View(
        judge.at(System.nanoTime()),
        latest.map(Heartbeat::modelHealthy).orElse(false),
        latest.map(Heartbeat::utilisation).orElse(0.0),
        latest.map(Heartbeat::queueDelay).orElse(Duration.ZERO),
        roundTrip().orElse(Duration.ZERO),
        latest.map(Heartbeat::keyEscrowed).orElse(false));
  }

  synchronized PeerReport report() {
    look();
    var latest = judge.latest();
    return new PeerReport(
        region,
        last,
        Duration.ofNanos(System.nanoTime() - sinceNanos),
        why(),
        last == HealthState.DOWN ? Optional.empty() : roundTrip(),
        latest.map(Heartbeat::utilisation),
        latest.map(Heartbeat::queueDelay),
        errors);
  }

  private Optional<String> why() {
    return switch (last) {
      case READY -> Optional.empty();
      case DEGRADED -> Optional.of("it says that something is missing: see its own status");
      case DRAINING -> Optional.of("it says that it stops");
      case DOWN -> Optional.of(whyDown());
    };
  }

  private String whyDown() {
    if (errorsInRow > 0) {
      String count = errorsInRow == 1 ? "exchange" : errorsInRow + " exchanges";
      return "the last %s failed: %s".formatted(count, lastError);
    }
    if (!everHeard) {
      return "nothing was heard of it yet";
    }
    var latest = judge.latest();
    if (latest.isEmpty()) {
      long silent = Duration.ofNanos(System.nanoTime() - heardAt).toSeconds();
      return "it has said nothing for %d s".formatted(silent);
    }
    return latest.get().state().takesMail()
        ? "it answers again, and gets mail once that has lasted"
        : "it says so: see its own status";
  }

  /** The least of the last ones: what the network takes, and nobody's pause. */
  private Optional<Duration> roundTrip() {
    return roundTrips.stream().min(Long::compare).map(Duration::ofNanos);
  }

  private void look() {
    var state = judge.at(System.nanoTime()).state();
    if (state != last) {
      String was = last.word();
      last = state;
      LOG.info(
          "{} is {} now, it was {}{}",
          region,
          state.word(),
          was,
          why().map(w -> ": " + w).orElse(""));
      sinceNanos = System.nanoTime();
      if (state == HealthState.DOWN) {
        roundTrips.clear();
        onDown.run();
      }
    }
  }
}

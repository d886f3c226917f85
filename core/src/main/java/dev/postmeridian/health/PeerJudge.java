package dev.postmeridian.health;

import java.time.Duration;
import java.util.Optional;

/**
 * Judges one peer by its heartbeats, its silences and its errors: going down is fast, coming back
 * slow. After it was down, a peer must be well for a while, and then its share of mail grows from a
 * tenth to the whole.
 *
 * <p>Times are nanoseconds of a monotonic clock. Not safe for several threads.
 */
public final class PeerJudge {
  private static final double FIRST_WEIGHT = 0.1;

  private final HealthLimits limits;
  private final FailureDetector silence;
  private Optional<Heartbeat> latest = Optional.empty();
  private boolean up;
  private boolean everUp;
  private int errors;
  private long wellSince;
  private long upSince;
  private boolean ramped;

  public PeerJudge(HealthLimits limits) {
    this.limits = limits;
    this.silence = new FailureDetector(limits.heartbeat(), limits.pause());
  }

  /** The peer said how it is. */
  public void heard(Heartbeat heartbeat, long now) {
    at(now); // a silence that is over was still a silence
    if (!heartbeat.state().takesMail()) {
      fall();
    } else if (!up && (latest.isEmpty() || !well())) {
      wellSince = now;
    }
    latest = Optional.of(heartbeat);
    silence.heartbeat(now);
    errors = 0;
    if (!up && well()) {
      rise(now);
    }
  }

  /** An exchange with the peer failed: a refused or broken connection, or no answer in time. */
  public void failed(long now) {
    wellSince = now;
    if (++errors >= limits.errors()) {
      lose();
    }
  }

  /** What to make of the peer now. */
  public PeerState at(long now) {
    if (silence.suspicion(now) >= limits.suspicion()) {
      lose();
    }
    if (!up) {
      boolean draining = latest.filter(h -> h.state() == HealthState.DRAINING).isPresent();
      return draining ? new PeerState(HealthState.DRAINING, 0) : PeerState.DOWN;
    }
    return new PeerState(latest.map(Heartbeat::state).orElse(HealthState.DOWN), weight(now));
  }

  /** What the peer last said of itself; empty while it is not heard. */
  public Optional<Heartbeat> latest() {
    return latest;
  }

  private boolean well() {
    return latest.filter(h -> h.state().takesMail()).isPresent();
  }

  private void rise(long now) {
    // the first time there is nothing to distrust: a fleet that starts does not wait
    if (!everUp || now - wellSince >= limits.recovery().toNanos()) {
      ramped = everUp;
      up = true;
      everUp = true;
      upSince = now;
    }
  }

  private void fall() {
    up = false;
  }

  private void lose() {
    fall();
    silence.forget();
    latest = Optional.empty();
  }

  private double weight(long now) {
    Duration ramp = limits.ramp();
    if (!ramped || ramp.isZero()) {
      return 1;
    }
    double part = (double) (now - upSince) / ramp.toNanos();
    return Math.clamp(FIRST_WEIGHT + (1 - FIRST_WEIGHT) * part, FIRST_WEIGHT, 1);
  }
}

package dev.postmeridian.outbox;

import dev.postmeridian.effect.EffectClaim;
import dev.postmeridian.effect.EffectLimits;
import dev.postmeridian.effect.EffectResult;
import dev.postmeridian.effect.EffectResult.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * When a failed effect is tried again, and when it is given up.
 *
 * @param first after the first failure; three times as long after each further one
 * @param longest the longest
 */
record Pauses(Duration first, Duration longest) {
  /** 5 s, 15 s, 45 s, ... an hour: half of it certain, half of it by chance. */
  static final Pauses DEFAULT = new Pauses(Duration.ofSeconds(5), Duration.ofHours(1));

  private static final int FACTOR = 3;
  private static final int MOST_GROWTH = 20;

  Outcome after(
      Answer.NotNow answer,
      EffectClaim claim,
      EffectLimits limits,
      Instant now,
      RandomGenerator random) {
    Duration own = pause(claim.attempt(), random);
    Duration pause = answer.notBefore().filter(asked -> asked.compareTo(own) > 0).orElse(own);
    boolean late = claim.since().plus(limits.giveUpAfter()).isBefore(now.plus(pause));
    return late
        ? new EffectResult.Dead(answer.why() + ", at attempt " + claim.attempt())
        : new EffectResult.Retried(pause, answer.why());
  }

  /** Jitter of a half, so that what failed together does not come back together. */
  Duration pause(int attempt, RandomGenerator random) {
    double grown = first.toMillis() * Math.pow(FACTOR, Math.min(attempt - 1, MOST_GROWTH));
    long millis = (long) Math.min(grown, (double) longest.toMillis());
    return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
  }
}

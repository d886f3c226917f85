package dev.postmeridian.work;

import dev.postmeridian.jobs.Claim;
import dev.postmeridian.jobs.Result;
import dev.postmeridian.jobs.Result.Verdict;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often a message is tried, and when again.
 *
 * @param most after so many attempts it is quarantined
 * @param mostTimeouts after so many already if the last took too long: each may cost a thread for
 *     ever
 * @param first how long after the first failure to try again; doubles each time
 * @param longest the longest pause between attempts
 */
public record Retries(int most, int mostTimeouts, Duration first, Duration longest) {
  /**
   * @throws IllegalArgumentException if nothing is ever tried
   */
  public Retries {
    if (Math.min(most, mostTimeouts) < 1) {
      throw new IllegalArgumentException("a message is tried once at least");
    }
  }

  Verdict afterFailure(Claim claim, String error) {
    return after(claim, most, error);
  }

  Verdict afterTimeout(Claim claim, String error) {
    return after(claim, Math.min(most, mostTimeouts), error);
  }

  private Verdict after(Claim claim, int attempts, String error) {
    return claim.attempt() >= attempts
        ? new Result.Quarantined("triage failed " + claim.attempt() + " times: " + error)
        : new Result.Retried(pause(claim.attempt(), RandomGenerator.getDefault()), error);
  }

  /** Exponential, with jitter of up to a half so that retries spread. */
  private Duration pause(int attempt, RandomGenerator random) {
    long doubled = first.toMillis() << Math.min(attempt - 1, 20);
    long millis = Math.min(doubled, longest.toMillis());
    return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
  }
}

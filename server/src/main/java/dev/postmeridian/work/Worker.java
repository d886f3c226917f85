package dev.postmeridian.work;

import dev.postmeridian.jobs.Claim;
import dev.postmeridian.jobs.Jobs;
import dev.postmeridian.jobs.Result;
import dev.postmeridian.jobs.Result.Verdict;
import dev.postmeridian.jobs.Room;
import dev.postmeridian.jobs.WorkListener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one kind of job: claims what is due, assesses it on a few threads, commits what became of it
 * in batches.
 *
 * <p>The three stages do not wait for each other, so a mail that takes forever delays none of those
 * claimed with it: they are committed as they finish, and it alone runs into its timeout. What
 * throws or takes too long has used up an attempt; after the last one, or the second that takes too
 * long, it is quarantined. A mail that takes the process with it has used up attempts too, because
 * claiming counts.
 */
public final class Worker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Worker.class);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  /** At least as often it looks after what takes long. */
  private static final Duration ROUND = Duration.ofSeconds(1);

  private static final Duration LAST_ROUND = Duration.ofMillis(50);
  private final String name;
  private final Jobs jobs;
  private final Assess assess;
  private final WorkLimits limits;
  private final Semaphore largeOnes;
  private final WorkListener listener;
  private final BooleanSupplier crowded;
  private final AssessmentPool pool;
  private final Set<Assessment> passed = ConcurrentHashMap.newKeySet();
  private final Semaphore wake = new Semaphore(0);
  private final Finished done;
  private final Set<Assessment> inFlight = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Rounds claiming;
  private final Rounds committing;
  private volatile long end;

  /**
   * @param name unique to this start of a process; its first word names its threads
   * @param assess what to do with a message; may throw
   * @param largeOnes a permit for each message beyond {@code limits.inFlightBytes()} that all
   *     workers of this process may hold in memory at once
   * @param crowded whether senders wait for their answers: then this work lets them pass
   */
  public Worker(
      String name,
      Jobs jobs,
      Assess assess,
      WorkLimits limits,
      Semaphore largeOnes,
      WorkListener listener,
      BooleanSupplier crowded) {
    this.name = name;
    this.jobs = jobs;
    this.assess = assess;
    this.limits = limits;
    this.largeOnes = largeOnes;
    this.listener = listener;
    this.crowded = crowded;
    this.pool = new AssessmentPool(name, limits.threads(), limits.pace().claims());
    this.done = new Finished(name, jobs, listener, limits.pace().claims());
    this.claiming = new Rounds(name + "-claim", () -> !isClosing(), closing, this::claimRound);
    this.committing = new Rounds(name + "-commit", this::hasToCommit, closing, this::commitRound);
  }

  /** Begins to work. */
  public Worker start() {
    claiming.start();
    committing.start();
    return this;
  }

  /** Says that there is work. */
  public void wake() {
    if (wake.availablePermits() == 0) {
      wake.release();
    }
  }

  /** What keeps it from working as it should, in words without content; empty if nothing does. */
  public Optional<String> trouble() {
    return claiming.trouble().or(committing::trouble).or(this::stuck);
  }

  private Optional<String> stuck() {
    int threads = pool.stuck();
    return threads == 0
        ? Optional.empty()
        : Optional.of(
            "%d of at most %d threads of %s are held by messages that take for ever: restart the node"
                .formatted(threads, pool.most(), kind()));
  }

  /** Finishes what it has begun, gives back what it has not. */
  @Override
  public void close() {
    end = System.nanoTime() + CLOSING.toNanos();
    closing.countDown();
    wake.release();
    done.nudge();
    pool.forgetWaiting();
    try {
      claiming.join(CLOSING.plusSeconds(1));
      committing.join(CLOSING.plusSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    pool.end();
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void claimRound() throws InterruptedException {
    long begun = System.nanoTime();
    Pace wished = crowded.getAsBoolean() ? limits.yielding() : limits.pace();
    boolean more = claimSome(wished.claims());
    // a suspect holds all others up: it is waited for as briefly as may be
    Pace pace = isIsolating() ? limits.pace() : wished;
    if (closing.await(begun + pace.pause().toNanos() - System.nanoTime(), TimeUnit.NANOSECONDS)) {
      return;
    }
    if (!more && wake.tryAcquire(limits.poll().toMillis(), TimeUnit.MILLISECONDS)) {
      wake.drainPermits();
    }
  }

  /** Whether there may be more to claim at once. */
  private boolean claimSome(int most) {
    Room room = room(most);
    if (room.claims() <= 0 || room.bytes() <= 0 || isIsolating()) {
      return true;
    }
    try {
      List<Claim> claims = jobs.claim(name, room, limits.lease());
      claims.forEach(this::begin);
      return !claims.isEmpty();
    } catch (RuntimeException e) {
      log.warn("can't claim {} jobs now: {}", kind(), e.getClass().getName());
      return false;
    }
  }

  private Room room(int most) {
    long bytes = inFlight.stream().mapToLong(a -> a.claim().bytes()).sum();
    // What waits for its commit is still held: or a slow commit would let results pile up.
    int held = inFlight.size() + done.size();
    return new Room(most - held, limits.inFlightBytes() - bytes, inFlight.isEmpty());
  }

  /** Whether a suspect is on its way: nothing else may be, or that would be blamed too. */
  private boolean isIsolating() {
    return inFlight.stream().anyMatch(a -> a.claim().suspect());
  }

  private void begin(Claim claim) {
    var assessment = new Assessment(claim, this::settle);
    inFlight.add(assessment);
    if (claim.attempt() > limits.retries().most()) {
      // It never came back to say why: it took its worker's process with it, or its lease ended.
      assessment.settle(new Result.Quarantined("triage did not come to an end"));
    } else if (claim.envelope().isEmpty()) {
      assessment.settle(new Result.Quarantined("the record of its arrival can't be read"));
    } else {
      pool.execute(() -> run(assessment));
    }
  }

  private void run(Assessment assessment) {
    if (assessment.claim().bytes() > limits.inFlightBytes()) {
      largeOnes.acquireUninterruptibly();
      passed.add(assessment);
    }
    if (!assessment.run(this::assessed, e -> failed(assessment.claim(), e))) {
      leave(assessment);
    }
  }

  /** Lets the next large one in: also if this one is given up while its thread still holds it. */
  private void leave(Assessment assessment) {
    if (passed.remove(assessment)) {
      largeOnes.release();
    }
  }

  private Verdict assessed(Claim claim) {
    // The job of what was erased since is dropped by who claims it next.
    return jobs.content(claim).map(data -> assess.of(claim, data)).orElseGet(Result.Released::new);
  }

  private void settle(Assessment assessment, Verdict verdict) {
    // in this order: who ends the work looks for what is neither under way nor finished
    done.add(new Result(assessment.claim(), verdict));
    inFlight.remove(assessment);
    leave(assessment);
  }

  private Verdict failed(Claim claim, String error) {
    warn(claim, error);
    return limits.retries().afterFailure(claim, error);
  }

  private Verdict tookTooLong(Claim claim) {
    String error = "no answer within " + limits.assessTimeout();
    warn(claim, error);
    return limits.retries().afterTimeout(claim, error);
  }

  private void warn(Claim claim, String error) {
    log.warn("{} of {} failed at attempt {}: {}", kind(), claim.message(), claim.attempt(), error);
  }

  private boolean hasToCommit() {
    boolean finished = !claiming.isAlive() && isIdle();
    return !isClosing() || (!finished && System.nanoTime() - end < 0);
  }

  private void commitRound() throws InterruptedException {
    if (isClosing()) {
      inFlight.forEach(Assessment::releaseUnlessBegun);
    }
    var batch = done.gather(isClosing() ? LAST_ROUND : ROUND, () -> !inFlight.isEmpty());
    inFlight.forEach(this::watch);
    pool.review();
    listener.stuck(pool.stuck());
    done.commit(batch);
  }

  private boolean isIdle() {
    return inFlight.isEmpty() && done.size() == 0;
  }

  private void watch(Assessment assessment) {
    if (assessment.hasRun(limits.assessTimeout())) {
      assessment.interrupt();
      assessment.settle(tookTooLong(assessment.claim()));
      pool.replace(assessment);
      log.error("{}", stuck().orElse(kind() + " took too long over a message"));
    } else if (assessment.hasWaited(limits.lease().dividedBy(2))) {
      assessment.releaseUnlessBegun();
    }
  }

  private String kind() {
    return name.replaceAll("-.*", "");
  }
}

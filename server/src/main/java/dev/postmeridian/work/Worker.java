package dev.postmeridian.work;

import dev.postmeridian.jobs.Claim;
import dev.postmeridian.jobs.Jobs;
import dev.postmeridian.jobs.Result;
import dev.postmeridian.jobs.Result.Verdict;
import dev.postmeridian.jobs.WorkListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one kind of job: claims what is due, assesses it on a few threads, commits what became of it
 * in batches.
 *
 * <p>The three stages do not wait for each other, so a mail that takes forever delays none of those
 * claimed with it: they are committed as they finish, and it alone runs into its timeout. What
 * throws or takes too long has used up an attempt; after the last one it is quarantined. A mail
 * that takes the process with it has used up attempts too, because claiming counts.
 */
public final class Worker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Worker.class);
  private static final Duration CLOSING = Duration.ofSeconds(5);
  private final String name;
  private final Jobs jobs;
  private final Function<Claim, Verdict> assess;
  private final WorkLimits limits;
  private final WorkListener listener;
  private final BooleanSupplier crowded;
  private final ThreadPoolExecutor pool;
  private final Semaphore wake = new Semaphore(0);
  private final LinkedBlockingQueue<Optional<Result>> done = new LinkedBlockingQueue<>();
  private final Set<Assessment> inFlight = ConcurrentHashMap.newKeySet();
  private final List<Thread> stages = new ArrayList<>();
  private volatile boolean closing;

  /**
   * @param name unique to this start of a process; its first word names its threads
   * @param assess what to do with a claim; may throw
   * @param crowded whether senders wait for their answers: then this work lets them pass
   */
  public Worker(
      String name,
      Jobs jobs,
      Function<Claim, Verdict> assess,
      WorkLimits limits,
      WorkListener listener,
      BooleanSupplier crowded) {
    this.name = name;
    this.jobs = jobs;
    this.assess = assess;
    this.limits = limits;
    this.listener = listener;
    this.crowded = crowded;
    this.pool =
        new ThreadPoolExecutor(
            limits.threads(),
            limits.threads(),
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name(name + "-assess-", 1).daemon().factory());
  }

  /** Begins to work. */
  public Worker start() {
    stages.add(Thread.ofPlatform().name(name + "-claim").daemon().start(this::claimAll));
    stages.add(Thread.ofPlatform().name(name + "-commit").daemon().start(this::commitAll));
    return this;
  }

  /** Says that there is work. */
  public void wake() {
    if (wake.availablePermits() == 0) {
      wake.release();
    }
  }

  /** Finishes what it has begun, gives back what it has not. */
  @Override
  public void close() {
    closing = true;
    wake.release();
    // Empty: ends the wait for a result.
    done.add(Optional.empty());
    pool.getQueue().clear();
    try {
      for (Thread stage : stages) {
        stage.join(CLOSING.plusSeconds(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    pool.shutdownNow();
  }

  private void claimAll() {
    while (!closing) {
      boolean more = claimSome();
      try {
        Thread.sleep(crowded.getAsBoolean() ? limits.yield() : limits.gather());
        if (!more && wake.tryAcquire(limits.poll().toMillis(), TimeUnit.MILLISECONDS)) {
          wake.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Whether there may be more to claim at once. */
  private boolean claimSome() {
    int room = limits.inFlight() - inFlight.size();
    if (room <= 0) {
      return true;
    }
    try {
      List<Claim> claims = jobs.claim(name, room, limits.lease());
      claims.forEach(this::begin);
      return claims.size() == room;
    } catch (RuntimeException e) {
      log.warn("can't claim {} jobs now: {}", kind(), e.getClass().getName());
      return false;
    }
  }

  private void begin(Claim claim) {
    var assessment = new Assessment(claim, this::settle);
    inFlight.add(assessment);
    if (claim.attempt() > limits.maxAttempts()) {
      // It never came back to say why: it took its worker's process with it, or its lease ended.
      assessment.settle(new Result.Quarantined("triage did not come to an end"));
    } else {
      pool.execute(() -> assessment.run(assess, e -> failed(claim, e)));
    }
  }

  private void settle(Assessment assessment, Verdict verdict) {
    inFlight.remove(assessment);
    done.add(Optional.of(new Result(assessment.claim(), verdict)));
  }

  private Verdict failed(Claim claim, String error) {
    log.warn("{} of {} failed at attempt {}: {}", kind(), claim.message(), claim.attempt(), error);
    return claim.attempt() >= limits.maxAttempts()
        ? new Result.Quarantined("triage failed " + claim.attempt() + " times: " + error)
        : new Result.Retried(
            limits.retryAfter(claim.attempt(), RandomGenerator.getDefault()), error);
  }

  private void commitAll() {
    long end = Long.MAX_VALUE;
    while (!closing || (!isIdle() && System.nanoTime() < end)) {
      if (closing && end == Long.MAX_VALUE) {
        end = System.nanoTime() + CLOSING.toNanos();
        inFlight.forEach(Assessment::releaseUnlessBegun);
      }
      try {
        var batch = gather();
        inFlight.forEach(this::watch);
        if (!batch.isEmpty()) {
          commit(batch);
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private boolean isIdle() {
    return inFlight.isEmpty() && done.isEmpty();
  }

  private List<Result> gather() throws InterruptedException {
    var batch = new ArrayList<Result>();
    Optional<Result> next = done.poll(closing ? 50 : 1000, TimeUnit.MILLISECONDS);
    while (next != null && batch.size() < limits.inFlight()) {
      next.ifPresent(batch::add);
      // Others will be ready in a moment: share the flush with them.
      next = inFlight.isEmpty() ? done.poll() : done.poll(5, TimeUnit.MILLISECONDS);
    }
    if (next != null) {
      next.ifPresent(batch::add);
    }
    return batch;
  }

  private void watch(Assessment assessment) {
    if (assessment.hasRun(limits.assessTimeout())) {
      assessment.interrupt();
      assessment.settle(failed(assessment.claim(), "no answer within " + limits.assessTimeout()));
      // Its thread may never come back: another takes its place.
      int threads = Math.min(pool.getCorePoolSize() + 1, limits.threads() * 4);
      pool.setMaximumPoolSize(threads);
      pool.setCorePoolSize(threads);
    } else if (assessment.hasWaited(limits.lease().dividedBy(2))) {
      assessment.releaseUnlessBegun();
    }
  }

  private void commit(List<Result> batch) {
    try {
      jobs.commit(name, batch);
      batch.forEach(this::tell);
    } catch (RuntimeException e) {
      // The leases end and the jobs are claimed again: nothing is lost.
      log.warn("can't commit {} results of {}: {}", batch.size(), kind(), e.getClass().getName());
    }
  }

  private void tell(Result result) {
    switch (result.verdict()) {
      case Result.Decided d ->
          listener.triaged(
              Duration.ofMillis(
                  System.currentTimeMillis() - result.claim().receivedAt().toEpochMilli()));
      case Result.Quarantined q -> listener.quarantined();
      case Result.Retried r -> listener.retried();
      case Result.Released r -> {}
      case Result.Indexed i -> {}
    }
  }

  private String kind() {
    return name.replaceAll("-.*", "");
  }
}

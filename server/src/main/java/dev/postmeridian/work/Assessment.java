package dev.postmeridian.work;

import dev.postmeridian.jobs.Claim;
import dev.postmeridian.jobs.Result;
import dev.postmeridian.jobs.Result.Verdict;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One claim on its way: settled exactly once, by its answer, its failure, or its timeout. */
final class Assessment {
  private final Claim claim;
  private final BiConsumer<Assessment, Verdict> onSettled;
  private final AtomicBoolean settled = new AtomicBoolean();
  private final AtomicBoolean begun = new AtomicBoolean();
  private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
  private final long claimedAt = System.nanoTime();
  private volatile long begunAt;

  Assessment(Claim claim, BiConsumer<Assessment, Verdict> onSettled) {
    this.claim = claim;
    this.onSettled = onSettled;
  }

  Claim claim() {
    return claim;
  }

  /** False, and nothing done, if it was given back before. */
  // Whatever a mail makes the reader throw, even a deep recursion's Error, is its own fault.
  @SuppressWarnings("CatchingUnchecked")
  boolean run(Function<Claim, Verdict> assess, Function<String, Verdict> failed) {
    if (!begun.compareAndSet(false, true)) {
      return false;
    }
    begunAt = System.nanoTime();
    thread.set(Thread.currentThread());
    try {
      settle(assess.apply(claim));
    } catch (RuntimeException | StackOverflowError e) {
      // The class alone: messages of exceptions may repeat what they choked on.
      if (!settled.get()) {
        settle(failed.apply(e.getClass().getSimpleName()));
      }
    } finally {
      thread.set(null);
    }
    return true;
  }

  void settle(Verdict verdict) {
    if (settled.compareAndSet(false, true)) {
      onSettled.accept(this, verdict);
    }
  }

  void releaseUnlessBegun() {
    if (begun.compareAndSet(false, true)) {
      settle(new Result.Released());
    }
  }

  boolean hasRun(Duration timeout) {
    return begunAt != 0 && System.nanoTime() - begunAt > timeout.toNanos();
  }

  boolean hasWaited(Duration time) {
    return !begun.get() && System.nanoTime() - claimedAt > time.toNanos();
  }

  /** Whether a thread is at it, in time or not. */
  boolean isRunning() {
    return thread.get() != null;
  }

  void interrupt() {
    Thread running = thread.get();
    if (running != null) {
      running.interrupt();
    }
  }
}

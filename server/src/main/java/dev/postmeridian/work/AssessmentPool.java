package dev.postmeridian.work;

import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that assess. One that a message holds for ever is replaced by another, but not more
 * often than a process can bear.
 */
final class AssessmentPool {
  private static final int MOST_TIMES = 4;
  private final int threads;
  private final ThreadPoolExecutor pool;
  private final Set<Assessment> stuck = ConcurrentHashMap.newKeySet();

  /**
   * @param waiting the most that wait for a thread; what finds no place is never run, as what waits
   *     too long is not: its worker gives both back
   */
  AssessmentPool(String name, int threads, int waiting) {
    this.threads = threads;
    this.pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(waiting),
            Thread.ofPlatform().name(name + "-assess-", 1).daemon().factory(),
            new ThreadPoolExecutor.DiscardPolicy());
  }

  void execute(Runnable assessment) {
    pool.execute(assessment);
  }

  /** An assessment whose time is over still holds its thread. */
  void replace(Assessment assessment) {
    stuck.add(assessment);
    review();
  }

  /** Takes back the threads that came free after all. */
  void review() {
    if (stuck.isEmpty() && pool.getCorePoolSize() == threads) {
      return;
    }
    stuck.removeIf(assessment -> !assessment.isRunning());
    int size = Math.min(threads + stuck.size(), most());
    if (size > pool.getCorePoolSize()) {
      pool.setMaximumPoolSize(size);
      pool.setCorePoolSize(size);
    } else {
      pool.setCorePoolSize(size);
      pool.setMaximumPoolSize(size);
    }
  }

  /** How many threads are held by messages whose time is over. */
  int stuck() {
    return stuck.size();
  }

  /** The most threads there may be. */
  int most() {
    return threads * MOST_TIMES;
  }

  void forgetWaiting() {
    pool.getQueue().clear();
  }

  void end() {
    pool.shutdownNow();
  }
}

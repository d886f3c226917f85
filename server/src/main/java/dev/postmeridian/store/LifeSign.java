package dev.postmeridian.store;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Whether something answers within a second: who asks how a node is does not wait for its
 * connections. All who ask meanwhile share one question.
 */
final class LifeSign {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration KEPT = Duration.ofSeconds(10);
  private final Runnable question;
  private final Executor thread = oneThread();
  private CompletableFuture<Void> asked = CompletableFuture.completedFuture(null);

  /**
   * @param question returns once it is answered, throws if it is not
   */
  LifeSign(Runnable question) {
    this.question = question;
  }

  private static Executor oneThread() {
    var threads = Thread.ofPlatform().name("life-sign").daemon().factory();
    return new ThreadPoolExecutor(
        0, 1, KEPT.toSeconds(), TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
  }

  boolean isGiven() {
    try {
      ask().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized CompletableFuture<Void> ask() {
    if (asked.isDone()) {
      asked = CompletableFuture.runAsync(question, thread);
    }
    return asked;
  }
}

package dev.postmeridian.feed;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** A feed of what a lost region told a peer: pulled only while that region is lost. */
final class Standby {
  private final Puller puller;
  private final BooleanSupplier isLost;
  private final Executor threads;
  private CompletableFuture<Void> pulling = CompletableFuture.completedFuture(null);

  /**
   * @param isLost whether to pull; the puller stops by itself once it says no
   */
  Standby(Puller puller, BooleanSupplier isLost, Executor threads) {
    this.puller = puller;
    this.isLost = isLost;
    this.threads = threads;
  }

  /** Begins to pull if it is time to. */
  void tend() {
    if (pulling.isDone() && isLost.getAsBoolean()) {
      pulling = CompletableFuture.runAsync(puller::run, threads);
    }
  }
}
